#pragma once

#include "app/commands/description.h"

#include <string>

namespace app {

/// Completions for bash.
std::string bash_completion(const ProgramDescription& described);

}  // namespace app
