#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/rss.h"

#include <span>
#include <string>
#include <vector>

namespace feed {

/// A file of the site: path below the show's folder, and what it holds.
struct Page {
    std::string path;
    std::string content;
};

/// The pages a person can open and play: index.html. Pure and deterministic, like rss().
std::vector<Page> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

}  // namespace feed
