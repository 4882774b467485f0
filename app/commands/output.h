#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace app {

/// Writes to standard output, without the users and passwords of URLs. Throws Error(storage) where that takes no more,
/// as a full disk does.
void print(const std::string& text);

/// The same as JSON: indented, with a line's end. A byte that is no UTF-8, as in the names of old files, becomes
/// U+FFFD: JSON has no other words for it, and one such name must not cost the answer about all the others.
void print(const nlohmann::json& value);

}  // namespace app
