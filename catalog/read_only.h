#pragma once

#include "catalog/sqlite.h"

#include <filesystem>

namespace catalog {

/// The database as it stands, also for a user who may only read it and while a run writes it. No file beside it is made
/// or removed. Throws Error(storage).
Database open_unchanged(const std::filesystem::path& path);

}  // namespace catalog
