#pragma once

#include "config/config.h"
#include "core/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// An item of the feed that a podcast had before newscast made it. All but the GUID may be empty.
struct FormerItem {
    std::string guid;
    std::string title;
    std::optional<core::WrittenTime> published;
    std::string link;
    std::string enclosure;
};

/// That feed: what its listeners' apps know the podcast and its episodes by.
struct FormerFeed {
    std::string address;
    std::string podcast_guid;       ///< podcast:guid; empty: it has none
    std::vector<FormerItem> items;  ///< each GUID once
};

/// As the file that [show] former_feed names: JSON that a person may edit.
std::string text_of(const FormerFeed& feed);
/// Throws Error(config) naming the place for what text_of() could not have written.
FormerFeed read_former_feed(std::string_view text);

/// The one that the configuration names; an empty one where it names none. Throws Error(config) with the file's name
/// where that cannot be read.
FormerFeed former_feed_of(const config::Config& config);

}  // namespace app
