#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <vector>

namespace app {

struct ReportOptions {
    std::vector<std::filesystem::path> configs;
    std::filesystem::path output;  ///< "-": standard output
};

/// Writes one page with figures of what the shows' work has come to. Only reads what it tells of, also while a run is
/// at work. A file that stands is replaced.
ExitCode report_page(const ReportOptions& options);

void add_report(CLI::App& program, Chosen& chosen);

}  // namespace app
