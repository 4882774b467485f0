#pragma once

#include <filesystem>

namespace support {

/// A new folder under the system's temporary one, removed with everything in it at the end of its scope.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// The folder of material that lies beside a checkout for some tests; empty where it is not there (then the test
/// skips).
std::filesystem::path shared_folder();

}  // namespace support
