#pragma once

#include "app/commands/description.h"

#include <string>

namespace app {

/// Completions for fish.
std::string fish_completion(const ProgramDescription& described);

}  // namespace app
