#include "tests/feed/sites.h"

#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/site_assets.h"
#include "tests/feed/samples.h"

#include <gtest/gtest.h>

#include <utility>

namespace feed {

std::string content_of(const std::vector<SiteFile>& pages, const std::string& path) {
    for (const SiteFile& page : pages)
        if (page.path == path) return page.content;
    ADD_FAILURE() << "no page " << path;
    return {};
}

std::vector<SiteFile> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    std::vector<SiteFile> pages = shared_files(show, channel);
    for (const ListPage& page : list_pages(show, episodes))
        pages.push_back({page.path, list_page(show, channel, episodes, page)});
    for (const core::Episode& episode : episodes) {
        const auto at = static_cast<std::size_t>(&episode - episodes.data());
        const Neighbours neighbours{at > 0 ? &episodes[at - 1] : nullptr,
                                    at + 1 < episodes.size() ? &episodes[at + 1] : nullptr};
        for (SiteFile& page : episode_pages(show, channel, episode, neighbours)) pages.push_back(std::move(page));
    }
    return pages;
}

std::vector<SiteFile> vietnamese_site() {
    return site(vietnamese_show(), sample_channel(), vietnamese_episodes());
}
std::vector<SiteFile> english_site() {
    return site(english_show(), sample_channel(), english_episodes());
}

}  // namespace feed
