#pragma once

#include <string_view>

namespace feed {

/// What all pages run: the player, the search.
std::string_view site_script();

}  // namespace feed
