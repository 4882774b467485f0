#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// A podcast app and the URL that makes it subscribe to a feed.
struct SubscribeLink {
    std::string_view app;
    std::string url;
};

/// The usual apps that can be told of a feed by a URL scheme, the most common first. Pure string work: nobody is asked.
std::vector<SubscribeLink> subscribe_links(const std::string& feed_url);

}  // namespace feed
