#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace feed {

// The pages that lead to the episodes. No page asks another host for anything; media and pictures are named relative to
// the page, so that a preview works anywhere. Pure and deterministic, like rss().

/// A month that has a page.
struct Month {
    std::string key;   ///< "2024-07"
    std::string name;  ///< "July", as it stands under its year
};

/// A page that shows a run of the show's episodes (newest first): which of them, so that its key is theirs.
struct ListPage {
    std::string path;
    std::size_t first = 0;
    std::size_t count = 0;
    bool is_cut = false;             ///< more episodes of the last one's day stand on another page
    std::vector<Month> months = {};  ///< index.html: those it leads to; a month's page: the newer and the older one,
                                     ///< each empty where there is none
};

/// index.html (the newest episodes), months/YYYY-MM.html (all, by month, where index.html does not hold them all) and
/// search.js (what searching looks through) and search.json (all titles, for programs of others). Says which pages
/// there are without rendering one.
std::vector<ListPage> list_pages(const core::Show& show, std::span<const core::Episode> episodes);

/// One of them; `episodes` are those that list_pages() was given. The texts of the episodes are not looked at.
std::string list_page(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      const ListPage& page);

}  // namespace feed
