#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"
#include "app/report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

struct RunOptions {
    std::vector<std::filesystem::path> configs;
    bool verbose = false;
    bool accept_worse_feed = false;
    bool adopt = false;    ///< take over a folder that belongs to another state
    bool moved = false;    ///< base_url has changed on purpose
    bool remake = false;   ///< make every file anew, although nothing that decides it was changed
    bool dry_run = false;  ///< say what publishing would do, and do nothing
    bool json = false;     ///< what each show's run did, on standard output (docs/run-json.md)
    Report::Log log = Report::Log::text;
    std::vector<std::string> only = {};  ///< names of articles (app/run/episode_named.h); empty: all
};

/// Runs each show once. Every file is valid before anything is done, and one show's trouble is its own.
ExitCode run(const RunOptions& options);

void add_run(CLI::App& program, Chosen& chosen);

}  // namespace app
