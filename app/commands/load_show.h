#pragma once

#include "config/config.h"

#include <filesystem>

namespace app {

/// config::load with what only other rooms know: the categories that directories take, XPath, libavfilter. Throws as it
/// does.
config::Config load_show(const std::filesystem::path& file);

}  // namespace app
