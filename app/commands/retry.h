#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct RetryOptions {
    std::string name;  ///< one of its names (app/run/episode_named.h); empty: none was given
    bool all = false;
    std::filesystem::path config;
};

/// Makes what failed due now, so that the next run takes it up, and prints what that is. Without a name and --all it
/// prints what could be tried again, and asks for one of them.
ExitCode retry(const RetryOptions& options);

void add_retry(CLI::App& program, Chosen& chosen);

}  // namespace app
