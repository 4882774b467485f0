#pragma once

#include <string_view>

namespace feed {

/// True for a category, or a category and its sub-category, exactly as Apple Podcasts lists them (the list of 2019,
/// still in force); `sub` may be empty.
bool is_apple_category(std::string_view name, std::string_view sub);

}  // namespace feed
