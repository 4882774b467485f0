#pragma once

#include "app/context.h"
#include "core/show.h"

#include <cstddef>
#include <string>
#include <vector>

namespace app {

/// The facts (to be set to "1") by which the catalog remembers that the show's WebSub hubs and its Podping service are
/// to be told of a feed that changes.
std::vector<std::string> pings_owed(const core::Show& show);

/// Tells those that have not been told yet (WebSub section 7, hub.mode=publish; Podping's HTTP service, reason=update)
/// and checks their answers; one that does not take it is told again by the next run. Returns how many did not, each
/// reported in a line.
std::size_t send_pings(const RunContext& run);

}  // namespace app
