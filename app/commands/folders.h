#pragma once

#include "config/config.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace app {

/// Whether it is the place itself that takes nothing: it is not there, read-only or full.
bool is_of_no_use(const std::filesystem::path& folder);

/// Who owns what stands there, or the nearest above it in the folder, where that keeps this user out; else "".
std::string owner_to_be(std::filesystem::path path, const std::filesystem::path& folder);

/// Why this user could make or change nothing in the folder, which need not be there yet, and what to do; "" where that
/// could be done. Nothing is tried.
std::string folder_fault(const std::filesystem::path& folder);

/// How many bytes there is room for where the folder is or will be; none where nobody can tell.
std::optional<std::uint64_t> room_in(const std::filesystem::path& folder);

}  // namespace app
