#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct ServeOptions {
    std::filesystem::path folder;
    std::string address = "127.0.0.1";
    int port = 8080;
};

/// Serves a published folder until it is interrupted, for a look at it.
ExitCode serve(const ServeOptions& options);

void add_serve(CLI::App& program, Chosen& chosen);

}  // namespace app
