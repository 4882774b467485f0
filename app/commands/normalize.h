#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"
#include "core/recipe.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace app {

struct NormalizeOptions {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path output;        ///< a file, or a folder (needed for several inputs)
    std::optional<core::Format> format;  ///< where it is not said, the output's name says it; a folder gets MP3
    std::optional<int> sample_rate_hz;   ///< where it is not said, the usual one of the format
    core::Recipe recipe;                 ///< all else of it
    bool explain = false;
    bool json = false;
};

/// Brings recordings to one loudness and format, with the tags, cover and chapters that they have. Throws Error(config)
/// where a result would overwrite an input or another, be of another format than its name says, or of none that the
/// program makes, and where the format does not know what is asked for.
ExitCode normalize(const NormalizeOptions& options);

void add_normalize(CLI::App& program, Chosen& chosen);

}  // namespace app
