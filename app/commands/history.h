#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct HistoryOptions {
    std::vector<std::filesystem::path> configs;
    bool verbose = false;  ///< also what was done for each article, and each problem
    bool json = false;     ///< the records (docs/run-json.md)
};

/// What the last runs did, the latest first; of each show as many as its catalog keeps.
ExitCode history(const HistoryOptions& options);

void add_history(CLI::App& program, Chosen& chosen);

}  // namespace app
