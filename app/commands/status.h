#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct StatusOptions {
    std::vector<std::filesystem::path> configs;
    bool verbose = false;  ///< all that is known of each episode, its GUID and addresses among it
    bool json = false;
};

/// The episodes with their loudness before and after, what was withdrawn and why, what waits, and what failed and when
/// it is tried again. Only reads.
ExitCode status(const StatusOptions& options);

void add_status(CLI::App& program, Chosen& chosen);

}  // namespace app
