#pragma once

#include "app/publish/outlet.h"
#include "app/publish/plan.h"
#include "core/time.h"

#include <span>
#include <string>
#include <vector>

namespace app {

/// Why a plan must not be carried out, a line each: a feed or archive page of it is one that apps would not take, or
/// loses episodes that one which stands lists. Looks at the whole plan before anything is done. `may_go` are the GUIDs
/// that may leave a feed (withdrawn, lost, moved to an archive page), `withdrawn` those that may leave archives too.
std::vector<std::string> worse_feeds(const Plan& plan, Outlet& outlet, const Standing& standing,
                                     std::span<const std::string> may_go, std::span<const std::string> withdrawn,
                                     core::Instant now);

}  // namespace app
