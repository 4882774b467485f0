#pragma once

#include "app/context.h"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// The facts, with their values, by which the catalog remembers that the show's WebSub hubs and its Podping service are
/// to be told of these feeds (paths) that change, and of those of which they have not been told yet.
std::vector<std::pair<std::string, std::string>> pings_owed(const RunContext& run, std::span<const std::string> feeds);

/// Tells those that have not been told yet of each feed (WebSub section 7, hub.mode=publish; Podping's HTTP service,
/// reason=update) and checks their answers; one that does not take it is told again by the next run. Returns how many
/// did not, each reported in a line.
std::size_t send_pings(const RunContext& run);

}  // namespace app
