#include "feed/site.h"

namespace feed {

std::vector<SiteFile> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    std::vector<SiteFile> pages = asset_pages();
    for (const ListPage& page : list_pages(show, episodes))
        pages.push_back({page.path, list_page(show, channel, episodes, page)});
    for (const core::Episode& episode : episodes) {
        for (SiteFile& page : episode_pages(show, channel, episode)) pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace feed
