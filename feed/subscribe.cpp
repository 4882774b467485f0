#include "feed/subscribe.h"

#include "core/percent.h"

namespace feed {

std::vector<SubscribeLink> subscribe_links(const std::string& feed_url) {
    const std::size_t scheme = feed_url.find("://");
    const std::string bare = scheme == std::string::npos ? feed_url : feed_url.substr(scheme + 3);
    const bool is_secure = feed_url.starts_with("https:");
    const std::string encoded = core::percent_encode(feed_url);
    return {
        // Asks for https by itself, as Apple demands it of feeds.
        {"Apple Podcasts", "podcast://" + bare, "ios mac", "https://podcasts.apple.com/"},
        {"AntennaPod", "https://antennapod.org/deeplink/subscribe?url=" + encoded, "android"},
        {"Pocket Casts", "https://pocketcasts.com/follow/" + encoded, "ios android mac desktop"},
        {"Overcast", "overcast://x-callback-url/add?url=" + encoded, "ios mac", "https://overcast.fm/"},
        {"Podcast Addict", "https://podcastaddict.com/feed/" + encoded, "android"},
        {"Castro", (is_secure ? "castros://subscribe/" : "castro://subscribe/") + bare, "ios", "https://castro.fm/"},
        {"Player FM", "https://player.fm/subscribe?id=" + encoded, "android desktop"},
        // Not "gpodder://": browsers take what follows for a host and lose the colon of its scheme.
        {"gPodder", "gpodder:" + feed_url, "desktop", "https://gpodder.github.io/"},
    };
}

}  // namespace feed
