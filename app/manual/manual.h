#pragma once

#include "app/commands/description.h"

#include <string>
#include <vector>

namespace app {

struct ManualFile {
    std::string name;
    std::string text;
};

/// What a package holds beside the program: newscast.1, newscast.toml.5, and completions for bash (newscast), zsh
/// (_newscast) and fish (newscast.fish). `date` is that of the version, 2026-11-30; nothing else decides what stands in
/// them but the program itself.
std::vector<ManualFile> manual_files(const ProgramDescription& described, const std::string& date);

}  // namespace app
