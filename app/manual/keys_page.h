#pragma once

#include "config/documentation.h"

#include <string>
#include <vector>

namespace app {

/// newscast.toml(5).
std::string keys_page(const std::vector<config::SectionDocumentation>& sections, const std::string& date);

}  // namespace app
