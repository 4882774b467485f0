#include "feed/subscribe.h"

#include "core/percent.h"

namespace feed {

std::vector<SubscribeLink> subscribe_links(const std::string& feed_url) {
    const std::size_t scheme = feed_url.find("://");
    const std::string bare = scheme == std::string::npos ? feed_url : feed_url.substr(scheme + 3);
    return {
        {"Apple Podcasts", "podcast://" + bare},
        {"AntennaPod", "antennapod-subscribe://" + bare},
        {"Pocket Casts", "pktc://subscribe/" + bare},
        {"Overcast", "overcast://x-callback-url/add?url=" + core::percent_encode(feed_url)},
        {"Podcast Addict", "podcastaddict://" + bare},
        {"Castro", "castro://subscribe/" + bare},
        {"gPodder", "gpodder://" + bare},
    };
}

}  // namespace feed
