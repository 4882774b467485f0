#include "feed/site.h"

namespace feed {

std::vector<Page> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    std::vector<Page> pages = index_pages(show, channel, episodes);
    for (const core::Episode& episode : episodes) {
        for (Page& page : episode_pages(show, channel, episode)) pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace feed
