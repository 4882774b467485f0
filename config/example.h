#pragma once

#include <string>

namespace config {

/// The file that operators copy from, newscast.example.toml, with every key that exists.
std::string example();

}  // namespace config
