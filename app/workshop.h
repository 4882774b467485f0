#pragma once

#include "core/file_descriptor.h"

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace app {

/// The show's folders of files in the making, below its state folder: what was downloaded, and what is finished and
/// waits to be published, both by the hash of their bytes. Whoever holds the show's lock has them alone.
class Workshop {
public:
    /// Makes the folders and removes what an ended run left unfinished in them. Throws Error(storage).
    explicit Workshop(std::filesystem::path state_folder);
    /// One that is only looked into: nothing is made or removed.
    static Workshop existing(std::filesystem::path state_folder) { return {std::move(state_folder), Existing{}}; }

    std::filesystem::path sources() const { return folder_ / "sources"; }
    std::filesystem::path source(const std::string& sha256) const { return sources() / sha256; }
    /// Whether the downloaded file is there with the bytes of its name; reads it.
    bool has_source(const std::string& sha256) const;

    std::filesystem::path made() const { return folder_ / "made"; }
    std::filesystem::path made(const std::string& sha256) const { return made() / sha256; }
    bool has_made(const std::string& sha256) const;
    /// Keeps bytes as a finished file; their hash.
    std::string keep(std::string_view bytes) const;
    /// Removes finished files that have been published, but for those with these hashes.
    void clear_made(const std::set<std::string>& but = {}) const;

    /// For work that leaves nothing behind.
    core::FileDescriptor scratch() const;

private:
    struct Existing {};
    Workshop(std::filesystem::path state_folder, Existing /*tag*/) : folder_(std::move(state_folder)) {}

    std::filesystem::path folder_;
};

}  // namespace app
