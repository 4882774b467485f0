#pragma once

#include "core/show.h"
#include "core/time.h"

#include <cstddef>
#include <string>
#include <vector>

namespace feed {

// Sides of the small squares, in pixels.
inline constexpr int cover_thumbnail_side = 320;
inline constexpr int episode_thumbnail_side = 176;

/// A feed that listeners can subscribe to.
struct FeedLink {
    std::string path;  ///< below the show's folder
    std::string title;
};

/// What a feed and the pages of its episodes say beside the show and the episodes.
struct Channel {
    std::string guid;                   ///< podcast:guid, minted once
    std::string cover_path;             ///< below the show's folder: "cover-1a2b3c4d.jpg"
    std::string thumbnail_path;         ///< the cover at some 300 px for the site; empty: the cover itself is shown
    std::string colour = {};            ///< "#1a2b3c", the cover's most striking one; empty: it has none but greys
    std::string path = "feed.xml";      ///< of the feed: the show's own, or a bulletin's (feed_path() in paths.h)
    std::string title = {};             ///< of the feed; empty: the show's
    std::vector<FeedLink> others = {};  ///< those beside the show's own

    const std::string& title_of(const core::Show& show) const { return title.empty() ? show.title : title; }
};

/// What the feed, and not its archive pages, says beside that.
struct Edition {
    core::Instant last_change{};       ///< lastBuildDate: when the content last changed, not when it was rendered
    std::size_t previous_archive = 0;  ///< the newest archive page that stands behind it (archive.h); 0: none
    std::size_t oldest_archive = 0;    ///< the page at which the pages behind it end; 0: there is none
    std::string moved_to = {};  ///< path of the feed that its listeners are to have from now on, which is this one
                                ///< where they may come by an earlier address; empty: it says nothing of that
};

}  // namespace feed
