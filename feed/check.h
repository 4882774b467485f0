#pragma once

#include "core/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// What is wrong with a feed, a line each ("item 3 'Title': no enclosure"); empty for one that every app takes: it
/// parses, has no document type, a channel with what apps demand, and items with a title, a GUID and an enclosure of
/// their own, a readable date that is not after `now`. Items and media are not asked for on the network.
std::vector<std::string> check(std::string_view xml, std::optional<core::Instant> now = std::nullopt);

/// Why `next` must not replace `published`, a line each: all that check() finds in it, and the GUIDs that it has lost
/// beside those in `may_go` (withdrawn, past retention, moved to an archive page). An empty `published` is no feed yet.
std::vector<std::string> check_replacement(std::string_view published, std::string_view next,
                                           std::span<const std::string> may_go,
                                           std::optional<core::Instant> now = std::nullopt);

/// A GUID that `published` lists beside those in `may_go`; empty where there is none, or it is no feed.
std::string first_lost(std::string_view published, std::span<const std::string> may_go);

}  // namespace feed
