#pragma once

#include "config/config.h"

#include <filesystem>
#include <functional>
#include <string>

namespace config {

/// What this room cannot judge, because others know it: each says what would be right instead, or nothing where the
/// operator's words will do. One that is left out takes everything.
struct Checks {
    std::function<std::string(const core::Category&)> category;  ///< the names that directories take
    std::function<std::string(const std::string&)> xpath;        ///< an expression of a source's
    std::function<std::string(const std::string&)> filters;      ///< audio.filters, where there are any
    std::function<std::string(const std::string&)> pattern;      ///< a source's include or exclude
    // Of what the whole of [audio] asks for: what its format cannot have, and what it must have instead.
    std::function<std::string(const core::Recipe&)> sample_rate;
    std::function<std::string(const core::Recipe&)> bitrate;
};

/// Reads and checks the whole file. Relative paths are relative to its folder. Throws Error(config) with a
/// line for each mistake, "file:line: what is wrong, and what would be right": an unknown or repeated key, a wrong
/// type, an impossible value, a state directory under the out directory. Nothing is opened but the file itself.
Config load(const std::filesystem::path& file, const Checks& checks = {});

}  // namespace config
