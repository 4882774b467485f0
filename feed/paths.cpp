#include "feed/paths.h"

#include <fmt/core.h>

namespace feed {

namespace {

constexpr std::string_view before_id = "bulletin-";
constexpr std::string_view after_id = ".xml";

}  // namespace

std::string episode_page_path(const core::Episode& episode) {
    return "episodes/" + episode.slug + ".html";
}

std::string transcript_path(const core::Episode& episode) {
    return episode.text.hash.empty() ? std::string() : "transcripts/" + episode.slug + ".html";
}

std::string chapters_path(const core::Episode& episode) {
    return episode.chapters.empty() ? std::string() : "chapters/" + episode.slug + ".json";
}

std::string embed_path(const core::Episode& episode) {
    return "embed/" + episode.slug + ".html";
}

std::string oembed_path(const core::Episode& episode) {
    return "embed/" + episode.slug + ".json";
}

std::vector<TimedTranscript> timed_transcripts(const core::Episode& episode) {
    if (episode.read_along.hash.empty()) return {};
    const std::string name = "transcripts/" + episode.slug;
    return {{name + ".vtt", "text/vtt", true},
            {name + ".srt", "application/x-subrip", true},
            {name + ".json", "application/json", false}};
}

std::string feed_path(const std::string& bulletin) {
    return bulletin.empty() ? "feed.xml" : fmt::format("{}{}{}", before_id, bulletin, after_id);
}

std::string bulletin_of(std::string_view path) {
    if (!path.starts_with(before_id) || !path.ends_with(after_id)) return {};
    path.remove_prefix(before_id.size());
    path.remove_suffix(after_id.size());
    return path.find('/') == std::string_view::npos ? std::string(path) : std::string();
}

std::string counted_url(const core::Show& show, const std::string& path) {
    const std::string url = show.base_url + path;
    constexpr std::string_view secure = "https://";
    const std::string& prefix = show.details.enclosure_prefix;
    return prefix.empty() ? url : prefix + (url.starts_with(secure) ? url.substr(secure.size()) : url);
}

std::string_view feed_style_path() {
    return "assets/feed.css";
}

std::string archive_path(std::size_t number) {
    return fmt::format("archive-{:04}.xml", number);
}

}  // namespace feed
