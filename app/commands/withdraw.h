#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct WithdrawOptions {
    std::string episode;  ///< one of its names (app/run/upkeep.h)
    std::string reason;
    std::filesystem::path config;
};

/// Takes an episode out of feed, site and media, and brings it back; prints which one that was.
ExitCode withdraw(const WithdrawOptions& options);
ExitCode restore(const WithdrawOptions& options);

void add_withdraw(CLI::App& program, Chosen& chosen);

}  // namespace app
