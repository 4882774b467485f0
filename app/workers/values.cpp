#include "app/workers/values.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace app {

using nlohmann::json;

namespace {

/// JSON has no infinities; silence is one.
json number(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

double level(const json& value) {
    return value.is_number() ? value.get<double>() : -std::numeric_limits<double>::infinity();
}

core::Loudness loudness_from(const json& value) {
    return {level(value.at("integrated_lufs")), level(value.at("range_lu")), level(value.at("true_peak_dbtp"))};
}

/// Bytes and text that may not be UTF-8 cross as a binary value.
json binary(const std::string& bytes) {
    return json::binary({bytes.begin(), bytes.end()});
}

std::string from_binary(const json& value) {
    const auto& bytes = value.get_binary();
    return {bytes.begin(), bytes.end()};
}

}  // namespace

json to_json(const core::Recipe& recipe) {
    return {{"target_lufs", recipe.target_lufs},
            {"true_peak_dbtp", recipe.true_peak_dbtp},
            {"tolerance_lu", recipe.tolerance_lu},
            {"max_limiting_db", recipe.max_limiting_db},
            {"dual_mono", recipe.dual_mono},
            {"format", core::name(recipe.format)},
            {"bitrate_kbps", recipe.bitrate_kbps},
            {"sample_rate_hz", recipe.sample_rate_hz},
            {"channels", core::name(recipe.channels)},
            {"lane", core::name(recipe.lane)},
            {"encoder_quality", recipe.encoder_quality},
            {"filters", recipe.filters},
            {"trim_silence", recipe.trim_silence}};
}

core::Recipe recipe_from(const json& value) {
    core::Recipe recipe;
    value.at("target_lufs").get_to(recipe.target_lufs);
    value.at("true_peak_dbtp").get_to(recipe.true_peak_dbtp);
    value.at("tolerance_lu").get_to(recipe.tolerance_lu);
    value.at("max_limiting_db").get_to(recipe.max_limiting_db);
    value.at("dual_mono").get_to(recipe.dual_mono);
    recipe.format = core::parse_format(value.at("format").get<std::string>()).value();
    value.at("bitrate_kbps").get_to(recipe.bitrate_kbps);
    value.at("sample_rate_hz").get_to(recipe.sample_rate_hz);
    recipe.channels = core::parse_channels(value.at("channels").get<std::string>()).value();
    recipe.lane = core::parse_lane(value.at("lane").get<std::string>()).value();
    value.at("encoder_quality").get_to(recipe.encoder_quality);
    value.at("filters").get_to(recipe.filters);
    value.at("trim_silence").get_to(recipe.trim_silence);
    return recipe;
}

json to_json(const core::Tags& tags) {
    json chapters = json::array();
    for (const core::Chapter& chapter : tags.chapters)
        chapters.push_back({{"start_ms", chapter.start.count()},
                            {"title", chapter.title},
                            {"url", chapter.url},
                            {"image", chapter.image}});
    return {{"title", tags.title},         {"artist", tags.artist},       {"album", tags.album},
            {"date", tags.date},           {"genre", tags.genre},         {"language", tags.language},
            {"lead", tags.lead},           {"lyrics", tags.lyrics},       {"article_url", tags.article_url},
            {"guid", tags.guid},           {"feed_url", tags.feed_url},   {"publisher", tags.publisher},
            {"copyright", tags.copyright}, {"cover", binary(tags.cover)}, {"chapters", chapters}};
}

core::Tags tags_from(const json& value) {
    core::Tags tags;
    value.at("title").get_to(tags.title);
    value.at("artist").get_to(tags.artist);
    value.at("album").get_to(tags.album);
    value.at("date").get_to(tags.date);
    value.at("genre").get_to(tags.genre);
    value.at("language").get_to(tags.language);
    value.at("lead").get_to(tags.lead);
    value.at("lyrics").get_to(tags.lyrics);
    value.at("article_url").get_to(tags.article_url);
    value.at("guid").get_to(tags.guid);
    value.at("feed_url").get_to(tags.feed_url);
    value.at("publisher").get_to(tags.publisher);
    value.at("copyright").get_to(tags.copyright);
    tags.cover = from_binary(value.at("cover"));
    for (const json& chapter : value.at("chapters"))
        tags.chapters.push_back({std::chrono::milliseconds(chapter.at("start_ms").get<std::int64_t>()),
                                 chapter.at("title"), chapter.at("url"), chapter.at("image")});
    return tags;
}

json to_json(const core::Loudness& loudness) {
    return {{"integrated_lufs", number(loudness.integrated_lufs)},
            {"range_lu", number(loudness.range_lu)},
            {"true_peak_dbtp", number(loudness.true_peak_dbtp)}};
}

json to_json(const core::Made& made) {
    return {{"lane", core::name(made.lane)},
            {"explanation", made.explanation},
            {"before", to_json(made.before)},
            {"after", to_json(made.after)},
            {"predicted", made.predicted},
            {"gain_db", made.gain_db},
            {"limited_db", made.limited_db},
            {"shortfall_lu", made.shortfall_lu},
            {"encodes", made.encodes},
            {"duration_ms", made.duration.count()},
            {"bytes", made.bytes},
            {"sha256", made.sha256},
            {"source_format", made.source_format}};
}

core::Made made_from(const json& value) {
    core::Made made;
    made.lane = core::parse_lane(value.at("lane").get<std::string>()).value();
    value.at("explanation").get_to(made.explanation);
    made.before = loudness_from(value.at("before"));
    made.after = loudness_from(value.at("after"));
    value.at("predicted").get_to(made.predicted);
    value.at("gain_db").get_to(made.gain_db);
    value.at("limited_db").get_to(made.limited_db);
    value.at("shortfall_lu").get_to(made.shortfall_lu);
    value.at("encodes").get_to(made.encodes);
    made.duration = std::chrono::milliseconds(value.at("duration_ms").get<std::int64_t>());
    value.at("bytes").get_to(made.bytes);
    value.at("sha256").get_to(made.sha256);
    value.at("source_format").get_to(made.source_format);
    return made;
}

json to_json(const transcode::Retagged& retagged) {
    return {{"bytes", retagged.bytes}, {"sha256", retagged.sha256}};
}

transcode::Retagged retagged_from(const json& value) {
    return {value.at("bytes").get<std::uint64_t>(), value.at("sha256").get<std::string>()};
}

json to_json(const transcode::Measurement& measurement) {
    json value = to_json(measurement.loudness);
    value["duration_ms"] = measurement.duration.count();
    value["source_format"] = measurement.source_format;
    return value;
}

transcode::Measurement measurement_from(const json& value) {
    return {loudness_from(value), std::chrono::milliseconds(value.at("duration_ms").get<std::int64_t>()),
            value.at("source_format").get<std::string>()};
}

json to_json(const transcode::PictureFacts& picture) {
    return {{"width", picture.width},
            {"height", picture.height},
            {"type", picture.type},
            {"bytes", picture.bytes},
            {"sha256", picture.sha256}};
}

transcode::PictureFacts picture_from(const json& value) {
    return {value.at("width").get<int>(), value.at("height").get<int>(), value.at("type").get<std::string>(),
            value.at("bytes").get<std::uint64_t>(), value.at("sha256").get<std::string>()};
}

}  // namespace app
