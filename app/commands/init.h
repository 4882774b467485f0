#pragma once

#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct InitOptions {
    std::string url;
    std::string timezone = "UTC";
    std::filesystem::path output;
};

/// Looks at a site and writes a configuration that runs. Throws Error(config) where the file is there already.
ExitCode init(const InitOptions& options);

}  // namespace app
