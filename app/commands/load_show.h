#pragma once

#include "config/config.h"
#include "config/load.h"
#include "core/error.h"

#include <filesystem>
#include <string>

namespace app {

/// config::load with what only other rooms know: the categories that directories take, XPath, libavfilter. Throws as it
/// does.
config::Config load_show(const std::filesystem::path& file);
/// The same by config::read.
config::Reading read_show(const std::filesystem::path& file);

/// The error's message. Where it is about what another user owns, with who that is; where it is about a folder that the
/// file does not set, and that is not there, read-only or full, with that and what to write.
std::string told(const config::Config& config, const core::Error& error);

/// What is wrong with the file of the show's Podping key where others than its owner may read it, in one line; nothing
/// where it is their own, or there is none.
std::string exposed_key(const config::Config& config);

}  // namespace app
