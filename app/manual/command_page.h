#pragma once

#include "app/commands/description.h"

#include <string>

namespace app {

/// newscast(1).
std::string command_page(const ProgramDescription& described, const std::string& date);

}  // namespace app
