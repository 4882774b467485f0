#pragma once

#include "app/exit_code.h"

#include <string>

namespace app {

struct ExplainOptions {
    std::string target;    ///< URL or file
    std::string base_url;  ///< of a file
    std::string timezone;  ///< for a time that names none; empty: printed without an offset
    bool json = false;
};

/// Says what is read from one article, and which rule found it. Throws Error(config) for a file that cannot be read.
ExitCode explain(const ExplainOptions& options);

}  // namespace app
