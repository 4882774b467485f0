#pragma once

#include "core/disk.h"
#include "core/file_descriptor.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace core {

/// A file that readers see whole or not at all: written under a temporary name in the same folder, synced, renamed,
/// and the folder synced. The temporary name is ".NAME.XXXXXXXXXXXX.part" with twelve random hexadecimal digits, so any
/// number of writers of one file do not meet: the last to commit stays. One left by a crash is for sweep_temporaries().
/// Never follows a symbolic link: one that stands at the path is replaced, not written through.
class AtomicFile {
public:
    /// Creates the temporary file and missing folders, for these readers; throws Error(storage).
    explicit AtomicFile(std::filesystem::path path, disk::Readers readers = disk::Readers::as_umask_says);
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
    /// Makes it visible without waiting for the disk: a power failure may leave the name with other bytes or none, so
    /// it is for what its reader can tell from nonsense and do without.
    void commit_unsynced();

private:
    std::filesystem::path path_;
    std::filesystem::path temporary_;  ///< empty once the name is no longer ours
    FileDescriptor file_;
};

/// Twelve random hexadecimal digits: nobody can lay anything under a name that nobody can guess.
std::string random_token();

/// A temporary name for a file of that name: ".NAME.TOKEN.part", NAME cut to what a name can hold.
std::string temporary_name(std::string_view file_name, std::string_view token);

/// Whether a name has the shape of an AtomicFile's temporary one.
bool is_temporary_name(std::string_view file_name);

/// Removes what crashed writers left in a folder (not below it): regular files of such names that were not written to
/// for so long. How many; what cannot be read or removed stays for another time.
std::size_t sweep_temporaries(const std::filesystem::path& folder, std::chrono::seconds age);

enum class Written { unchanged, replaced };

/// Writes the whole content through an AtomicFile unless the file already holds exactly these bytes.
Written write_file(const std::filesystem::path& path, std::string_view content,
                   disk::Readers readers = disk::Readers::as_umask_says);

/// The whole file; throws Error(storage), also when it is larger than `max_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t max_bytes = 64 << 20);

}  // namespace core
