#pragma once

#include "core/show.h"

#include <span>
#include <string>
#include <string_view>

namespace feed {

/// All shows as OPML 2.0, in the order given: what podcast apps import to subscribe to several feeds at once.
std::string opml(std::string_view title, std::span<const core::Show> shows);

}  // namespace feed
