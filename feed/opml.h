#pragma once

#include <span>
#include <string>
#include <string_view>

namespace feed {

/// What a list of feeds says of one.
struct OfferedFeed {
    std::string title;
    std::string url;
    std::string page;  ///< for people
    std::string language;
};

/// The feeds as OPML 2.0, in the order given: what podcast apps import to subscribe to several at once.
std::string opml(std::string_view title, std::span<const OfferedFeed> feeds);

}  // namespace feed
