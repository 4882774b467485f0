#include "feed/structured_data.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/paths.h"
#include "feed/sanitize.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace feed {

namespace {

using Json = nlohmann::ordered_json;

/// Without characters that could end the script element it stands in.
std::string in_script(const Json& data) {
    std::string text;
    for (const char c : data.dump(-1, ' ', false, Json::error_handler_t::replace)) {
        if (c == '<' || c == '>' || c == '&') {
            text += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            text += c;
        }
    }
    return text;
}

Json series(const core::Show& show, const Channel& channel) {
    return {{"@type", "PodcastSeries"},
            {"name", channel.title_of(show)},
            {"url", show.base_url},
            {"webFeed", show.base_url + channel.path},
            {"image", show.base_url + channel.cover_path},
            {"inLanguage", show.language}};
}

Json with_context(const Json& data) {
    Json whole = {{"@context", "https://schema.org"}};
    whole.update(data);
    return whole;
}

std::string iso_time(core::Instant instant, const core::Show& show) {
    return core::format_iso8601(core::to_written(instant, show.timezone));
}

/// ISO 8601, as schema.org wants a duration: "PT1H2M3S".
std::string iso_duration(std::chrono::milliseconds duration) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(duration).count();
    std::string text = "PT";
    if (seconds >= 3600) text += fmt::format("{}H", seconds / 3600);
    if (seconds >= 60) text += fmt::format("{}M", seconds / 60 % 60);
    return text + fmt::format("{}S", seconds % 60);
}

}  // namespace

std::string series_data(const core::Show& show, const Channel& channel) {
    Json data = with_context(series(show, channel));
    data["description"] = core::truncate(core::collapse_space(show.description), 500, show.language);
    data["author"] = {{"@type", "Organization"}, {"name", show.author}};
    if (!show.website.empty()) data["sameAs"] = show.website;
    return in_script(data);
}

std::string episode_data(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    Json data = with_context({{"@type", "PodcastEpisode"}, {"name", episode.title}});
    data["url"] = show.base_url + episode_page_path(episode);
    data["datePublished"] = iso_time(episode.published, show);
    if (episode.modified) data["dateModified"] = iso_time(*episode.modified, show);
    if (const std::string lead = episode_lead(episode); !lead.empty()) {
        data["description"] = core::truncate(lead, 500, episode.language);
    }
    data["inLanguage"] = episode.language.empty() ? show.language : episode.language;
    data["image"] = show.base_url + (episode.image_path.empty() ? channel.cover_path : episode.image_path);
    data["timeRequired"] = iso_duration(episode.enclosure().made.duration);
    data["associatedMedia"] = {{"@type", "AudioObject"},
                               {"contentUrl", show.base_url + episode.enclosure().path},
                               {"encodingFormat", episode.enclosure().type},
                               {"contentSize", std::to_string(episode.enclosure().made.bytes)},
                               {"duration", iso_duration(episode.enclosure().made.duration)}};
    Json authors = Json::array();
    for (const std::string& author : episode.authors) authors.push_back({{"@type", "Person"}, {"name", author}});
    if (authors.empty()) authors.push_back({{"@type", "Organization"}, {"name", show.author}});
    data["author"] = authors;
    if (is_web_link(episode.link)) data["isBasedOn"] = episode.link;
    data["partOfSeries"] = series(show, channel);
    return in_script(data);
}

}  // namespace feed
