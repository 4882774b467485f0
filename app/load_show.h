#pragma once

#include "config/config.h"

#include <filesystem>

namespace app {

/// config::load with what only the feed knows: which category names directories take. Throws as it does.
config::Config load_show(const std::filesystem::path& file);

}  // namespace app
