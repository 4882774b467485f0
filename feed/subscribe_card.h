#pragma once

#include "core/show.h"
#include "feed/edition.h"

#include <string>
#include <string_view>

namespace feed {

/// The button that opens the card of how to subscribe: apps, and each feed's address to copy or to scan. `root` leads
/// to the show's folder.
std::string subscribe_html(const core::Show& show, const Channel& channel, std::string_view root);

}  // namespace feed
