#pragma once

#include "core/source.h"
#include "core/time.h"
#include "fetch/listing/feed_reader.h"
#include "fetch/listing/listing.h"

#include <optional>
#include <string>
#include <vector>

namespace fetch {

/// A link with the time that orders it, which may say less than a day of publication.
struct Found {
    core::Link link;
    std::optional<core::WrittenTime> time;
    std::string unread_date;  ///< what its date says, where that cannot be read
};

/// What one kind of source gave, before order and limits.
struct Harvest {
    bool not_modified = false;
    core::Validators validators;
    std::vector<Found> found;
    std::size_t entries = 0;  ///< what was looked at: links of a page, items of a feed, lines of a list
    std::string complaint;    ///< of a feed that is broken
    std::string remark;       ///< of one that can be read and is odd
    std::vector<VideoItem> videos;
    std::vector<std::string> problems;
};

std::optional<core::Instant> instant_of(const std::optional<core::WrittenTime>& time, const std::string& zone);

/// The harvest in order, each article once, within the source's filters and limits; and in words what was seen where
/// nothing is left.
Listing limited(Harvest harvest, const core::Source& source, const std::string& zone);

}  // namespace fetch
