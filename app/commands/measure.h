#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct MeasureOptions {
    std::vector<std::filesystem::path> files;
    bool dual_mono = true;
    bool json = false;
};

/// Loudness, loudness range and true peak of recordings (BS.1770-4), one line or JSON value a file.
ExitCode measure(const MeasureOptions& options);

void add_measure(CLI::App& program, Chosen& chosen);

}  // namespace app
