#pragma once

#include "app/exit_code.h"
#include "core/recipe.h"

#include <filesystem>
#include <vector>

namespace app {

struct NormalizeOptions {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path output;  ///< a file, or a folder (needed for several inputs)
    core::Recipe recipe;
    bool explain = false;
    bool json = false;
};

/// Brings recordings to one loudness and format. Throws Error(config) where a result would overwrite an input or
/// another.
ExitCode normalize(const NormalizeOptions& options);

}  // namespace app
