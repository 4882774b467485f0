#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"
#include "feed/site_file.h"

#include <string>
#include <vector>

namespace feed {

/// The episodes that its page leads to; nullptr where there is none.
struct Neighbours {
    const core::Episode* newer = nullptr;
    const core::Episode* older = nullptr;
};

/// What one episode has to itself: episodes/SLUG.html, embed/SLUG.html and .json (embed.h), transcripts/SLUG.html where
/// it has text, the same as .vtt, .srt and .json where that is timed, chapters/SLUG.json where it has chapters. They
/// depend on nothing but the arguments, so an unchanged episode's pages need no second look.
std::vector<SiteFile> episode_pages(const core::Show& show, const Channel& channel, const core::Episode& episode,
                                    const Neighbours& neighbours = {});

/// The paths of those, for which no text is looked at, and one of them rendered. Only the first, which is its page,
/// tells of its neighbours: their titles and addresses.
std::vector<std::string> episode_paths(const core::Episode& episode);
std::string episode_file(const core::Show& show, const Channel& channel, const core::Episode& episode,
                         const Neighbours& neighbours, const std::string& path);

}  // namespace feed
