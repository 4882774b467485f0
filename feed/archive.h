#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace feed {

// Archived feeds after RFC 5005 section 4. A feed holds its newest episodes, archive pages 1, 2, ... the older ones,
// the oldest in page 1. An episode that has been given a page stays in it for good: its number is kept with it (0: none
// yet). The feeds of a show count their pages together: each page is of one feed.
//
// They are a paged feed (section 3) as well, which is all that some apps follow: from the feed by rel=next to its
// newest archive page, and on to the next older one. Both kinds may be one as each page stands still: its rel=first is
// the feed, and next is prev-archive. What will be another one day it does not say: rel=previous and next-archive, when
// a newer page comes, and rel=last, which the feed says, when retention takes the oldest.

/// How many episodes stand where.
struct ArchivePolicy {
    std::size_t items = 200;       ///< the feed holds at least the newest so many ...
    std::size_t page_items = 200;  ///< ... and a page at most so many; one is begun when items / 2 episodes wait for it
};

/// Gives pages to the episodes of a feed that have become old. `pages` are the present numbers of them all, newest
/// first; `existing` is the highest number ever given in the show, which outlives the withdrawal of its episodes.
/// Returns the numbers in the same order: none that was given changes, and new pages count on from `existing`. Those
/// that are still 0 belong in the feed itself, where an archived episode may stand once more after a correction:
/// readers take the newest of one GUID.
std::vector<std::size_t> assign_archives(std::span<const std::size_t> pages, std::size_t existing,
                                         const ArchivePolicy& policy);

/// Archive page `number`: the episodes (newest first) that were given that number, links to their feed and to the page
/// `previous` behind it (0: it is the oldest that stands). It says nothing that changes when later pages come. Throws
/// as rss() does.
std::string archive(const core::Show& show, const Channel& channel, std::size_t number, std::size_t previous,
                    std::span<const core::Episode> episodes);

}  // namespace feed
