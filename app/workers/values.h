#pragma once

#include "core/error.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/align.h"
#include "transcode/assemble.h"
#include "transcode/join.h"
#include "transcode/measure.h"
#include "transcode/picture.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <string>

/// The values that cross to a worker and back, as JSON (CBOR on the way, which has infinities and takes any bytes for a
/// text). The names are those of the members; enumerations are the words that the operator uses.

namespace nlohmann {

template <>
struct adl_serializer<std::chrono::milliseconds> {
    static void to_json(json& value, std::chrono::milliseconds duration) { value = duration.count(); }
    static void from_json(const json& value, std::chrono::milliseconds& duration) {
        duration = std::chrono::milliseconds(value.get<std::int64_t>());
    }
};

}  // namespace nlohmann

namespace core {

template <typename Word>
void word_from_json(const nlohmann::json& value, std::optional<Word> (*parse)(std::string_view), Word& word) {
    word = parse(value.get_ref<const std::string&>()).value();
}
inline void to_json(nlohmann::json& value, Lane lane) {
    value = name(lane);
}
inline void from_json(const nlohmann::json& value, Lane& lane) {
    word_from_json(value, parse_lane, lane);
}
inline void to_json(nlohmann::json& value, Format format) {
    value = name(format);
}
inline void from_json(const nlohmann::json& value, Format& format) {
    word_from_json(value, parse_format, format);
}
inline void to_json(nlohmann::json& value, Channels channels) {
    value = name(channels);
}
inline void from_json(const nlohmann::json& value, Channels& channels) {
    word_from_json(value, parse_channels, channels);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Recipe, target_lufs, true_peak_dbtp, tolerance_lu, max_limiting_db, dual_mono,
                                   format, bitrate_kbps, sample_rate_hz, channels, lane, encoder_quality, filters,
                                   trim_silence)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Chapter, start, title, url, image, picture)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TagField, name, values)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Tags, title, artist, album, date, genre, language, lead, lyrics, article_url, guid,
                                   feed_url, publisher, copyright, cover, chapters, podcast, further)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Loudness, integrated_lufs, range_lu, true_peak_dbtp)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Made, lane, explanation, before, after, predicted, gain_db, limited_db, shortfall_lu,
                                   encodes, duration, bytes, sha256, source_format, findings, cut, chapters)

}  // namespace core

namespace transcode {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Piece, recording, gap, begins_chapter)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Place, start, length, cut)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Assembled, made, places)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Joined, bytes, sha256, duration)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Retagged, bytes, sha256, chapters)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Measurement, loudness, duration, source_format)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureShape, cut, min, max, least_source, quality)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureFacts, width, height, type, bytes, sha256, colour)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CoverWords, title, author, language)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlainCover, picture, missing)

/// The sentences as one list of whole numbers, four of each: place, start and length in milliseconds, confidence in
/// thousandths. So thousands of them fit into an answer.
void to_json(nlohmann::json& value, const Alignment& alignment);
void from_json(const nlohmann::json& value, Alignment& alignment);

}  // namespace transcode

namespace app {

/// No text of more sentences is looked for in a recording: their times fit into a worker's answer.
inline constexpr std::size_t most_sentences = 4'000;

/// What a worker may have written while it worked on a stranger's file: true where its facts can be those of a file of
/// `bytes` bytes. Hashes become names of files, so they must be nothing else.
bool is_plausible(const core::Made& made, std::uint64_t bytes);
/// Its chapters do not cross: who asks knows them.
bool is_plausible(const transcode::Assembled& assembled, std::uint64_t bytes);
bool is_plausible(const transcode::Joined& joined, std::uint64_t bytes);
bool is_plausible(const transcode::Retagged& retagged, std::uint64_t bytes);
bool is_plausible(const transcode::PictureFacts& picture, std::uint64_t bytes);
bool is_plausible(const transcode::PlainCover& cover, std::uint64_t bytes);
/// The same of what writes nothing: the places of sentences, in order, and a reading.
bool is_plausible(const transcode::Alignment& alignment, std::uint64_t bytes);
bool is_plausible(const transcode::Measurement& measurement, std::uint64_t bytes);
/// A hash, which is all that a work gives as mere text.
bool is_plausible(const std::string& hash, std::uint64_t bytes);

}  // namespace app
