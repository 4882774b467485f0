#pragma once

#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct StatusOptions {
    std::vector<std::filesystem::path> configs;
    bool json = false;
};

/// The episodes with their loudness before and after, what was withdrawn and why, and what failed. Only reads.
ExitCode status(const StatusOptions& options);

}  // namespace app
