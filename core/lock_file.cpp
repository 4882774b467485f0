#include "core/lock_file.h"

#include "core/disk.h"
#include "core/error.h"
#include "core/text.h"
#include "core/time.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>

namespace core {

namespace {

/// What flock says of a folder where the file system (NFS) locks only what is open for writing, or nothing at all.
constexpr std::array without_folder_locks{EBADF, EINVAL, EOPNOTSUPP};

/// 0, or the reason why not.
int try_flock(int descriptor) {
    int result = 0;
    do result = ::flock(descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

/// Whether the path still leads to what was opened: a lock on something that nobody else can find protects nothing.
bool still_named(const FileDescriptor& opened, const std::filesystem::path& path) {
    struct stat held {};
    struct stat named {};
    return ::fstat(opened.get(), &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

FileDescriptor open_folder(const std::filesystem::path& path) {
    FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) throw system_error("cannot open the folder", path.string(), errno);
    return folder;
}

/// Says who holds the lock and since when, for those who wonder. Nothing depends on it, so a full disk is no reason to
/// do without the lock.
void sign(const FileDescriptor& file, const std::filesystem::path& path) {
    try {
        disk::resize(file.get(), 0, path.string());
        disk::write_at(file.get(), fmt::format("{} {}\n", ::getpid(), format_iso8601(to_written(now(), "UTC"))), 0,
                       path.string());
    } catch (const Error&) {
        // Then it is not told.
    }
}

}  // namespace

std::optional<LockFile> LockFile::try_acquire(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "lock";
    // Somebody may remove or replace either between its opening and its lock; then from the beginning.
    for (;;) {
        FileDescriptor opened = open_folder(folder);
        if (const int reason = try_flock(opened.get()); reason == EWOULDBLOCK) {
            return std::nullopt;
        } else if (reason != 0 && std::ranges::find(without_folder_locks, reason) == without_folder_locks.end()) {
            throw system_error("cannot lock", folder.string(), reason);
        }
        FileDescriptor file = disk::open_or_create(path);
        if (const int reason = try_flock(file.get()); reason == EWOULDBLOCK) {
            return std::nullopt;
        } else if (reason != 0) {
            throw system_error("cannot lock", path.string(), reason);
        }
        if (!still_named(opened, folder) || !still_named(file, path)) continue;
        sign(file, path);
        return LockFile(std::move(opened), std::move(file));
    }
}

std::optional<LockFile::Holder> LockFile::holder(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "lock";
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::array<char, 64> text{};
    const ssize_t got = file ? ::read(file.get(), text.data(), text.size()) : -1;
    if (got <= 0) return std::nullopt;
    const std::string_view said(text.data(), static_cast<std::size_t>(got));
    Holder holder;
    const auto [end, wrong] = std::from_chars(said.data(), said.data() + said.size(), holder.process);
    if (wrong != std::errc() || holder.process <= 0) return std::nullopt;
    const auto since = parse_iso8601(trim(said.substr(static_cast<std::size_t>(end - said.data()))));
    if (!since) return std::nullopt;
    holder.since = to_instant(*since, "UTC");
    return holder;
}

}  // namespace core
