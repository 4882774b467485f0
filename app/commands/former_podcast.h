#pragma once

#include "app/former_feed.h"
#include "core/show.h"
#include "fetch/listing/find_sources.h"
#include "fetch/web/http.h"

#include <span>
#include <string>

namespace app {

/// A podcast whose feed is to be taken over.
struct FormerPodcast {
    core::Show show;          ///< what its feed says, as far as a configuration takes it; the rest is empty
    std::string picture_url;  ///< of its cover; empty: it has none
    std::string self;         ///< where it says that it stands
    FormerFeed feed;
};

/// Reads the feed at a URL or in a file, and says what of it cannot be taken over. Throws Error(config) for a file that
/// cannot be read, Error(media) for what is no podcast's feed, else as Http::get does.
FormerPodcast read_former_podcast(fetch::Http& http, const std::string& from, std::size_t max_bytes);

/// Prints which items are articles that the sources list now, in lines of at most 80 columns.
void print_matches(const FormerFeed& feed, std::span<const fetch::FoundSource* const> sources, const std::string& zone);

}  // namespace app
