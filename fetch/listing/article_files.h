#pragma once

#include <filesystem>
#include <vector>

namespace fetch {

/// The article files of a place on this machine: itself, or the .txt, .html and .htm files that stand in the folder,
/// the newest first. Links that lead out of the folder are left out. Throws Error(storage) where it cannot be read.
std::vector<std::filesystem::path> article_files(const std::filesystem::path& place);

}  // namespace fetch
