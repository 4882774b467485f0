#pragma once

#include "app/run/known.h"
#include "config/config.h"

#include <cstddef>
#include <string>

namespace app {

/// In words, for lines of so many columns: its title, then a fact a line. What one may want to copy (URLs, names of
/// files) is never broken.
std::string text_of(const config::Config& show, const Known& known, std::size_t columns);

}  // namespace app
