#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// A podcast app and the address that makes it subscribe to a feed.
struct SubscribeLink {
    std::string_view app;
    std::string url;
    std::string_view platforms;  ///< of "ios", "android", "mac", "desktop", divided by spaces: where the app is
    std::string_view web = {};   ///< where to get the app, of one whose address only the app itself answers
};

/// The usual apps, each told the whole address of the feed, https with it, in the way that its code or its makers'
/// pages say. An app's own web page is preferred where it has one for any feed: it opens the app where the app is, and
/// says how to get it elsewhere. Pure string work: nobody is asked.
std::vector<SubscribeLink> subscribe_links(const std::string& feed_url);

}  // namespace feed
