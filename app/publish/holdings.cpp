#include "app/publish/holdings.h"

#include "core/error.h"

#include <utility>

namespace app {

Holdings::Holdings(Outlet& outlet, const Workshop& workshop, std::vector<core::PublishedFile> manifest)
    : outlet_(outlet), workshop_(workshop) {
    for (core::PublishedFile& line : manifest) {
        std::string path = line.path;
        manifest_.emplace_hint(manifest_.end(), std::move(path), std::move(line));
    }
}

void Holdings::look_at(std::span<const std::string> paths) {
    Standing found = outlet_.list(paths);
    for (auto& [path, stands] : found) {
        standing_[path] = std::move(stands);
        const auto line = manifest_.find(path);
        if (line != manifest_.end() && !is_whole(line->second, standing_)) read(path);
    }
}

void Holdings::read(const std::string& path) {
    core::StandingFile& stands = standing_.at(path);
    try {
        stands.sha256 = outlet_.digest(path);
    } catch (const core::Error&) {
        stands.sha256 = "unreadable";
    }
}

bool Holdings::stands_there(const std::string& path, const std::string& sha256, std::uint64_t bytes) const {
    const auto stands = standing_.find(path);
    if (stands == standing_.end()) return false;
    if (!stands->second.sha256.empty()) return stands->second.sha256 == sha256;
    const auto line = manifest_.find(path);
    return line != manifest_.end() ? line->second.sha256 == sha256 : stands->second.bytes == bytes;
}

bool Holdings::has(const std::string& path, const std::string& sha256, std::uint64_t bytes) const {
    // What waits is looked for on the disk, and nearly everything stands.
    return stands_there(path, sha256, bytes) || workshop_.has_made(sha256);
}

}  // namespace app
