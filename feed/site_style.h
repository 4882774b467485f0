#pragma once

#include <string_view>

namespace feed {

/// The stylesheet of all pages.
std::string_view site_style();

}  // namespace feed
