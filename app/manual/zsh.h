#pragma once

#include "app/commands/description.h"

#include <string>

namespace app {

/// Completions for zsh.
std::string zsh_completion(const ProgramDescription& described);

}  // namespace app
