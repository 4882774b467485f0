#pragma once

#include "core/file_descriptor.h"

#include <filesystem>
#include <optional>

namespace core {

/// An exclusive flock on a file, held until destruction or death of the process. The file is never removed, so two
/// processes cannot hold locks on two files of one name.
class LockFile {
public:
    /// Empty when another process holds it; throws Error(storage) when it cannot be opened.
    static std::optional<LockFile> try_acquire(const std::filesystem::path& path);

private:
    explicit LockFile(FileDescriptor file) : file_(std::move(file)) {}
    FileDescriptor file_;
};

}  // namespace core
