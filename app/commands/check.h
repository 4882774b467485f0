#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct CheckOptions {
    std::vector<std::filesystem::path> configs;
    bool sources = false;  ///< look at them too
    bool json = false;
};

/// Judges each file whole, by what it says and by what this machine has, and prints all that was found; changes
/// nothing. wrong_use where something must be changed, some_failed where something is only doubtful.
ExitCode check(const CheckOptions& options);

void add_check(CLI::App& program, Chosen& chosen);

}  // namespace app
