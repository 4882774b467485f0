#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

struct ListOptions {
    std::vector<std::filesystem::path> configs;
    std::string since;    ///< a day ("2026-11-30") or a number of days ("7d"); empty: all
    bool failed = false;  ///< only those of which something fails
    bool all = false;     ///< also what is in no feed and has nothing wrong with it
    bool json = false;
};

/// Every article and edition, a line each, with how far it has come and why it goes no further. Only reads.
ExitCode list(const ListOptions& options);

void add_list(CLI::App& program, Chosen& chosen);

}  // namespace app
