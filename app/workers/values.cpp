#include "app/workers/values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace transcode {

void to_json(nlohmann::json& value, const Alignment& alignment) {
    const auto thousandths = [](double number) { return std::llround(number * 1000.0); };
    nlohmann::json list = nlohmann::json::array();
    for (const SentenceTime& time : alignment.sentences)
        for (const auto number : {static_cast<long long>(time.sentence), thousandths(time.start),
                                  thousandths(time.end) - thousandths(time.start), thousandths(time.confidence)})
            list.push_back(number);
    value = {{"matched", alignment.matched},
             {"open", alignment.open},
             {"duration", alignment.duration},
             {"confidence", alignment.confidence},
             {"sentences", std::move(list)}};
}

void from_json(const nlohmann::json& value, Alignment& alignment) {
    constexpr std::size_t numbers = 4;
    value.at("matched").get_to(alignment.matched);
    value.at("open").get_to(alignment.open);
    value.at("duration").get_to(alignment.duration);
    value.at("confidence").get_to(alignment.confidence);
    const auto list = value.at("sentences").get<std::vector<std::int64_t>>();
    alignment.sentences.clear();
    for (std::size_t at = 0; at + numbers <= list.size(); at += numbers) {
        const double start = static_cast<double>(list[at + 1]) / 1000.0;
        alignment.sentences.push_back({static_cast<std::size_t>(list[at]), start,
                                       start + static_cast<double>(list[at + 2]) / 1000.0,
                                       static_cast<double>(list[at + 3]) / 1000.0});
    }
}

}  // namespace transcode

namespace app {

namespace {

bool is_hash(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// It is written into pages.
bool is_colour(const std::string& text) {
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
}

bool is_reading(const core::Loudness& loudness) {
    const auto is_level = [](double value) { return !std::isnan(value) && value < 100.0; };
    return is_level(loudness.integrated_lufs) && is_level(loudness.range_lu) && is_level(loudness.true_peak_dbtp);
}

bool is_short(const std::vector<std::string>& lines) {
    constexpr std::size_t most_lines = 16;
    constexpr std::size_t most_bytes = 300;
    return lines.size() <= most_lines &&
           std::ranges::all_of(lines, [](const std::string& line) { return line.size() <= most_bytes; });
}

bool is_length(std::chrono::milliseconds duration) {
    return duration.count() >= 0 && duration < std::chrono::hours(24 * 365);
}

/// They are words of a stranger's file, for whoever shows them to escape.
bool are_chapters(const std::vector<core::Chapter>& chapters) {
    constexpr std::size_t most = 255;
    return chapters.size() <= most &&
           std::ranges::all_of(chapters,
                               [](const core::Chapter& one) { return is_length(one.start) && one.picture.empty(); }) &&
           std::ranges::is_sorted(chapters, {}, &core::Chapter::start);
}

}  // namespace

bool is_plausible(const core::Made& made, std::uint64_t bytes) {
    return is_hash(made.sha256) && made.bytes == bytes && is_reading(made.before) && is_reading(made.after) &&
           is_length(made.duration) && std::isfinite(made.gain_db) && std::isfinite(made.limited_db) &&
           std::isfinite(made.shortfall_lu) && is_short(made.findings) && is_length(made.cut) &&
           are_chapters(made.chapters);
}

bool is_plausible(const transcode::Assembled& assembled, std::uint64_t bytes) {
    const core::Made& made = assembled.made;
    const auto is_place = [](const transcode::Place& place) {
        return is_length(place.start) && is_length(place.length) && is_length(place.cut);
    };
    return is_plausible(made, bytes) && made.chapters.empty() && std::ranges::all_of(assembled.places, is_place) &&
           std::ranges::is_sorted(assembled.places, {}, &transcode::Place::start);
}

bool is_plausible(const transcode::Joined& joined, std::uint64_t bytes) {
    return is_hash(joined.sha256) && joined.bytes == bytes && is_length(joined.duration);
}

bool is_plausible(const transcode::Retagged& retagged, std::uint64_t bytes) {
    return is_hash(retagged.sha256) && retagged.bytes == bytes && are_chapters(retagged.chapters);
}

bool is_plausible(const transcode::PictureFacts& picture, std::uint64_t bytes) {
    return is_hash(picture.sha256) && picture.bytes == bytes && picture.width > 0 && picture.height > 0 &&
           picture.type.starts_with("image/") && (picture.colour.empty() || is_colour(picture.colour));
}

bool is_plausible(const transcode::PlainCover& cover, std::uint64_t bytes) {
    constexpr std::size_t most_scripts = 200;
    constexpr std::size_t most_bytes = 60;
    return is_plausible(cover.picture, bytes) && cover.missing.size() <= most_scripts &&
           std::ranges::all_of(cover.missing, [](const std::string& script) { return script.size() <= most_bytes; });
}

bool is_plausible(const transcode::Alignment& alignment, std::uint64_t /*bytes*/) {
    const auto is_share = [](double value) { return value >= 0.0 && value <= 1.0; };
    constexpr double longest = 24.0 * 3600.0 * 365.0;
    const transcode::SentenceTime* before = nullptr;
    for (const transcode::SentenceTime& time : alignment.sentences) {
        const bool follows = before == nullptr || (time.sentence > before->sentence && time.start >= before->start);
        if (!follows || time.start < 0.0 || time.end < time.start || time.end > longest || !is_share(time.confidence))
            return false;
        before = &time;
    }
    return is_share(alignment.confidence) && alignment.duration >= 0.0 && alignment.duration <= longest &&
           alignment.sentences.size() <= most_sentences && (alignment.matched || alignment.sentences.empty());
}

bool is_plausible(const transcode::Measurement& measurement, std::uint64_t /*bytes*/) {
    return is_reading(measurement.loudness) && is_length(measurement.duration);
}

bool is_plausible(const std::string& hash, std::uint64_t /*bytes*/) {
    return is_hash(hash);
}

}  // namespace app
