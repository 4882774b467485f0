#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct DoctorOptions {
    std::vector<std::filesystem::path> configs;
    bool live = false;
};

/// Checks what is published and puts right what can be put right without the network; looks at the sources as a run
/// would.
ExitCode doctor(const DoctorOptions& options);

void add_doctor(CLI::App& program, Chosen& chosen);

}  // namespace app
