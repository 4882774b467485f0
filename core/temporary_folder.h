#pragma once

#include <filesystem>
#include <string_view>

namespace core {

/// A folder that nobody else may enter, in the temporary one (TMPDIR, else /tmp), removed at the end of its scope with
/// everything that is in it then. What a process that was ended at once has left of another one is removed a day later.
class TemporaryFolder {
public:
    /// Throws Error(storage).
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /// Absolute, without links.
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace core
