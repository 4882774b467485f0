#pragma once

#include "config/config.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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

/// A folder to offer where the default of [out] or [state] directory will not do; another one than `but`.
std::string offered_folder(std::string_view section, const std::filesystem::path& but);

/// A file as it was read, right or wrong.
struct Reading {
    Config config;                          ///< where a value was refused, its default
    std::vector<std::string> mistakes;      ///< "file:line: what is wrong, and what would be right", by line
    std::map<std::string, unsigned> lines;  ///< of its keys and tables: "show.image", "source[0]", "source[0].url"
};

/// Reads and checks the whole file. Relative paths are relative to its folder. Its mistakes: an unknown or repeated
/// key, a wrong type, an impossible value, a state directory under the out directory; where the file does not set it,
/// without a line or at its section's, that the default is to blame and what to write. Nothing is opened but the file
/// itself. Throws Error(config) where it cannot be read or is no TOML.
Reading read(const std::filesystem::path& file, const Checks& checks = {});

/// The same of a file that must be right: throws Error(config) with a line for each mistake.
Config load(const std::filesystem::path& file, const Checks& checks = {});

}  // namespace config
