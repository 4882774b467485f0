#pragma once

#include "app/commands/chosen.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct AlignOptions {
    std::filesystem::path text;
    std::filesystem::path recording;
    std::string language;  ///< BCP 47; empty: the text tells
    bool json = false;     ///< of the three one at most; none: a table
    bool vtt = false;
    bool srt = false;
};

/// Finds the sentences of a plain text in a recording of it, and prints where each is read.
ExitCode align(const AlignOptions& options);

void add_align(CLI::App& program, Chosen& chosen);

}  // namespace app
