#include "feed/paths.h"

#include <fmt/core.h>

namespace feed {

std::string episode_page_path(const core::Episode& episode) {
    return "episodes/" + episode.slug + ".html";
}

std::string transcript_path(const core::Episode& episode) {
    return episode.text.hash.empty() ? std::string() : "transcripts/" + episode.slug + ".html";
}

std::string chapters_path(const core::Episode& episode) {
    return episode.chapters.empty() ? std::string() : "chapters/" + episode.slug + ".json";
}

std::vector<TimedTranscript> timed_transcripts(const core::Episode& episode) {
    if (episode.read_along.hash.empty()) return {};
    const std::string name = "transcripts/" + episode.slug;
    return {{name + ".vtt", "text/vtt", true},
            {name + ".srt", "application/x-subrip", true},
            {name + ".json", "application/json", false}};
}

std::string archive_path(std::size_t number) {
    return fmt::format("archive-{:04}.xml", number);
}

}  // namespace feed
