#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct ExplainOptions {
    std::string target;    ///< URL or file
    std::string base_url;  ///< of a file
    std::string timezone;  ///< for a time that names none; empty: printed without an offset
    bool json = false;
    std::filesystem::path config = {};  ///< whose [fetch] and whose source's rules serve; empty: none
};

/// Says what is read from one article, and which rule found it; some_failed where nobody knows whether the recording is
/// there that its page builds. Throws Error(config) for a file that cannot be read,
/// and as load_show() does.
ExitCode explain(const ExplainOptions& options);

void add_explain(CLI::App& program, Chosen& chosen);

}  // namespace app
