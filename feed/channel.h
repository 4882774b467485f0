#pragma once

#include "core/show.h"

#include <optional>
#include <string>
#include <string_view>

namespace feed {

/// What a published feed of ours says of itself.
struct PublishedFeed {
    core::Show show;          ///< its address, website and language, and the feed's title
    std::string path;         ///< below the show's folder
    bool moved_away = false;  ///< its listeners are to have another feed from now on
};

/// Reads no further than the first item, so the beginning of the file is enough. Nothing where it is no such feed.
std::optional<PublishedFeed> published_feed(std::string_view beginning);

}  // namespace feed
