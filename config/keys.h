#pragma once

#include "config/config.h"
#include "config/value.h"

#include <string>
#include <vector>

namespace config {

/// Fills `config` but for its bulletins from the parsed document, key by key, from the tables of keys.cpp. Paths stay
/// as they are written. Throws Error(config) with a line for each unknown key, a wrong type, a value outside its
/// limits, or a required key that is missing.
void read_document(const toml::table& root, const std::string& file, Config& config);

/// The same for config.bulletins, which the rest of `config` must stand before. Without the sources, because they have
/// mistakes of their own, what bulletins say of them is not judged.
void read_bulletins(const toml::table& root, const std::string& file, Config& config, bool sources_are_known);

/// Every key that a file may hold: "show.id", "source.kind", ...
std::vector<std::string> known_keys();

}  // namespace config
