#pragma once

#include "core/file_descriptor.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace core {

/// A file that readers see whole or not at all: written under a temporary name in the same folder, synced, renamed,
/// and the folder synced. The temporary name is ".NAME.part"; one left by a crash is replaced by the next writer.
/// Never follows a symbolic link: one that stands at the path is replaced, not written through.
class AtomicFile {
public:
    /// Creates the temporary file (mode 0644) and missing folders; throws Error(storage).
    explicit AtomicFile(std::filesystem::path path);
    /// Removes the temporary file unless commit() has run.
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    int descriptor() const noexcept { return file_.get(); }
    void write(std::string_view bytes);
    /// Makes it visible; throws Error(storage), and then the old file still stands. A failed fsync is final.
    void commit();
    /// The same under another name in the same folder.
    void commit_as(const std::filesystem::path& path);

private:
    std::filesystem::path path_;
    std::filesystem::path temporary_;
    FileDescriptor file_;
};

enum class Written { unchanged, replaced };

/// Writes the whole content through an AtomicFile unless the file already holds exactly these bytes.
Written write_file(const std::filesystem::path& path, std::string_view content);

/// The whole file; throws Error(storage), also when it is larger than `max_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t max_bytes = 64 << 20);

/// Syncs a folder, so that the names in it survive a crash; throws Error(storage).
void sync_folder(const std::filesystem::path& folder);

}  // namespace core
