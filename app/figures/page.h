#pragma once

#include "app/figures/figures.h"

#include <span>
#include <string>

namespace app::figures {

/// An HTML page for the shows' operator, of which nothing is loaded from anywhere: for each show its plots as SVG, with
/// their values in words and tables. It is well-formed XML, too.
std::string page(std::span<const Show> shows, core::Instant now);

}  // namespace app::figures
