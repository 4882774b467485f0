#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

struct WhyOptions {
    std::string name;  ///< one of its names (app/run/episode_named.h)
    std::vector<std::filesystem::path> configs;
    bool json = false;
};

/// All that is known of an article, or of an edition of a bulletin, and what the next runs will do with it; a name that
/// nothing goes by ends with some_failed and a line that says what is known all the same. Only reads.
ExitCode why(const WhyOptions& options);

void add_why(CLI::App& program, Chosen& chosen);

}  // namespace app
