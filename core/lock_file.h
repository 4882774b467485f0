#pragma once

#include "core/file_descriptor.h"
#include "core/time.h"

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace core {

/// The exclusive use of a folder, held until destruction or death of the process: an flock on the folder itself, and
/// one on the file "lock" in it, which is all that version 0.1.0 looks at. Whoever removes that file lets nobody in.
class LockFile {
public:
    /// Who holds it, as far as the holder has said.
    struct Holder {
        pid_t process = 0;
        Instant since{};
    };
    /// Empty where nobody holds it, or where the holder is of version 0.1.0, which says nothing.
    static std::optional<Holder> holder(const std::filesystem::path& folder);

    /// Empty when another process holds it; throws Error(storage) when the folder or the file cannot be opened.
    static std::optional<LockFile> try_acquire(const std::filesystem::path& folder);

private:
    LockFile(FileDescriptor folder, FileDescriptor file) : folder_(std::move(folder)), file_(std::move(file)) {}
    FileDescriptor folder_;
    FileDescriptor file_;
};

}  // namespace core
