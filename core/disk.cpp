#include "core/disk.h"

#include "core/disk_fault.h"
#include "core/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace core::disk {

namespace {

/// How much the file system is asked to copy at once, and how much passes through memory at once.
constexpr std::size_t copied_at_once = 64 << 20;
constexpr std::size_t carried_at_once = 256 << 10;

[[noreturn]] void fail(std::string_view what, std::string_view name) {
    throw system_error(what, name, errno);
}

/// Every call passes here before it does anything.
Turn pass(std::string_view what, std::string_view name) {
    Turn turn;
    if (armed) [[unlikely]]
        turn = take_turn();
    if (turn.error != 0) throw system_error(what, name, turn.error);
    return turn;
}

/// The same for a call that writes no bytes, and so cannot be half done.
void pass_whole(std::string_view what, std::string_view name) {
    if (pass(what, name).ends_half_done) end_process();
}

/// Calls again what a signal interrupted.
template <typename Call>
auto again(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// Hands all of the bytes, or half of them before the end, to `put`, which writes some from a place on.
template <typename Put>
void write_whole(std::string_view bytes, std::string_view name, Put put) {
    const Turn turn = pass("cannot write", name);
    const std::size_t size = turn.ends_half_done ? bytes.size() / 2 : bytes.size();
    std::size_t done = 0;
    while (done < size) {
        const ssize_t written = again([&] { return put(bytes.substr(done, size - done), done); });
        if (written == 0) errno = EIO;
        if (written <= 0) fail("cannot write", name);
        done += static_cast<std::size_t>(written);
    }
    if (turn.ends_half_done) end_process();
}

bool is_folder(const std::filesystem::path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

/// A folder that was made just now: 0755. What it has from the folder above, such as its group's bit, stays.
void let_everybody_enter(const std::filesystem::path& folder) {
    struct stat facts {};
    if (::stat(folder.c_str(), &facts) != 0) fail("cannot examine", folder.native());
    const mode_t mode = (facts.st_mode & 07000) | 0755;
    if ((facts.st_mode & 07777) == mode) return;
    if (::chmod(folder.c_str(), mode) != 0) fail("cannot let everybody enter", folder.native());
}

std::uint64_t size_of(int descriptor, std::string_view name) {
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) fail("cannot examine", name);
    return static_cast<std::uint64_t>(facts.st_size);
}

/// Lets the file system copy as much as it can; how far it came.
std::uint64_t copy_within(int from, int to, std::string_view name) {
    const std::uint64_t size = size_of(from, name);
    std::uint64_t done = 0;
    while (done < size) {
        const Turn turn = pass("cannot copy to", name);
        std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size - done, copied_at_once));
        if (turn.ends_half_done) wanted /= 2;
        auto read_from = static_cast<off_t>(done);
        auto write_to = static_cast<off_t>(done);
        const ssize_t copied = again([&] { return ::copy_file_range(from, &read_from, to, &write_to, wanted, 0); });
        if (turn.ends_half_done) end_process();
        // Two file systems, one that cannot, a file it does not do this with: the caller goes on by itself, and finds
        // out whether something is wrong with the disk.
        if (copied <= 0) return done;
        done += static_cast<std::uint64_t>(copied);
    }
    return done;
}

}  // namespace

FileDescriptor create(const std::filesystem::path& path, unsigned mode) {
    pass_whole("cannot create", path.native());
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file) fail("cannot create", path.native());
    return file;
}

FileDescriptor open_or_create(const std::filesystem::path& path, unsigned mode) {
    pass_whole("cannot open", path.native());
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file) fail("cannot open", path.native());
    return file;
}

FileDescriptor open_unnamed(const std::filesystem::path& folder) {
    pass_whole("cannot make a file in", folder.native());
    FileDescriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file) return file;
    if (errno != EOPNOTSUPP && errno != EISDIR) fail("cannot make a file in", folder.native());
    // Some file systems (overlays, NFS) have no unnamed files: a name that is gone at once serves as well.
    std::string name = (folder / ".unnamed-XXXXXX").string();
    FileDescriptor named(::mkostemp(name.data(), O_CLOEXEC));
    if (!named) fail("cannot make a file in", folder.native());
    ::unlink(name.c_str());
    return named;
}

void write(int descriptor, std::string_view bytes, std::string_view name) {
    write_whole(bytes, name, [descriptor](std::string_view rest, std::size_t) {
        return ::write(descriptor, rest.data(), rest.size());
    });
}

void write_at(int descriptor, std::string_view bytes, std::uint64_t offset, std::string_view name) {
    write_whole(bytes, name, [descriptor, offset](std::string_view rest, std::size_t done) {
        return ::pwrite(descriptor, rest.data(), rest.size(), static_cast<off_t>(offset + done));
    });
}

void let_everybody_read(int descriptor, std::string_view name) {
    constexpr mode_t mode = 0644;
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) fail("cannot examine", name);
    if ((facts.st_mode & 07777) == mode) return;
    pass_whole("cannot let everybody read", name);
    if (::fchmod(descriptor, mode) != 0) fail("cannot let everybody read", name);
}

void resize(int descriptor, std::uint64_t size, std::string_view name) {
    pass_whole("cannot resize", name);
    if (again([&] { return ::ftruncate(descriptor, static_cast<off_t>(size)); }) != 0) fail("cannot resize", name);
}

void copy(int from, int to, std::string_view name) {
    std::uint64_t done = copy_within(from, to, name);
    // To the end also where nothing is left to do: some file systems tell of a size that is not the file's.
    std::string piece(carried_at_once, '\0');
    for (;;) {
        const ssize_t got = again([&] { return ::pread(from, piece.data(), piece.size(), static_cast<off_t>(done)); });
        if (got < 0) fail("cannot copy to", name);
        if (got == 0) return;
        write_at(to, std::string_view(piece).substr(0, static_cast<std::size_t>(got)), done, name);
        done += static_cast<std::uint64_t>(got);
    }
}

void sync(int descriptor, std::string_view name) {
    pass_whole("cannot sync", name);
    if (again([&] { return ::fsync(descriptor); }) != 0) fail("cannot sync", name);
}

void sync_data(int descriptor, std::string_view name) {
    pass_whole("cannot sync", name);
    if (again([&] { return ::fdatasync(descriptor); }) != 0) fail("cannot sync", name);
}

void sync_folder(const std::filesystem::path& folder) {
    pass_whole("cannot sync the folder", folder.native());
    const FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened) fail("cannot open the folder", folder.native());
    if (again([&] { return ::fsync(opened.get()); }) != 0) fail("cannot sync the folder", folder.native());
}

void sync_file_system(const std::filesystem::path& path) {
    pass_whole("cannot sync the file system of", path.native());
    const FileDescriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!opened) fail("cannot open", path.native());
    if (again([&] { return ::syncfs(opened.get()); }) != 0) fail("cannot sync the file system of", path.native());
}

void close(FileDescriptor&& file, std::string_view name) {
    FileDescriptor closing = std::move(file);
    pass_whole("cannot close", name);
    // Not again after a signal: on Linux the descriptor is free by then, and perhaps somebody else's.
    if (::close(closing.release()) != 0 && errno != EINTR) fail("cannot close", name);
}

bool is_full(const std::filesystem::path& folder) noexcept {
    struct statvfs facts {};
    if (::statvfs(folder.c_str(), &facts) != 0) return false;
    // A file system that counts no blocks or no names says 0 of both.
    return (facts.f_blocks > 0 && facts.f_bavail == 0) || (facts.f_files > 0 && facts.f_favail == 0);
}

void rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    pass_whole("cannot replace", to.native());
    if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot replace", to.native());
}

bool link(int descriptor, const std::filesystem::path& to) {
    // ENOENT: the file has no name left, or the system shows no /proc.
    static constexpr std::array impossible{EXDEV, EPERM, EOPNOTSUPP, ENOSYS, EMLINK, ENOENT};
    pass_whole("cannot link", to.native());
    const std::string from = "/proc/self/fd/" + std::to_string(descriptor);
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), AT_SYMLINK_FOLLOW) == 0) return true;
    if (std::ranges::find(impossible, errno) == impossible.end()) fail("cannot link", to.native());
    return false;
}

bool remove(const std::filesystem::path& path) {
    pass_whole("cannot remove", path.native());
    if (::unlink(path.c_str()) == 0) return true;
    const int reason = errno;
    // A disk that may not be written refuses before it looks whether there is anything.
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0 && errno == ENOENT) return false;
    throw system_error("cannot remove", path.native(), reason);
}

bool discard(const std::filesystem::path& path) noexcept {
    try {
        return disk::remove(path);
    } catch (const std::exception&) {
        return false;
    }
}

void make_folders(const std::filesystem::path& path, Readers readers) {
    std::filesystem::path folder;
    for (const std::filesystem::path& component : path) {
        folder /= component;
        if (is_folder(folder)) continue;
        pass_whole("cannot make the folder", folder.native());
        if (::mkdir(folder.c_str(), 0777) == 0) {
            if (readers == Readers::everybody) let_everybody_enter(folder);
            continue;
        }
        // Somebody else may have made it in between.
        const int reason = errno;
        if (!is_folder(folder)) throw system_error("cannot make the folder", folder.native(), reason);
    }
}

std::filesystem::path make_private_folder(const std::filesystem::path& place, std::string_view name) {
    pass_whole("cannot make a folder in", place.native());
    std::string path = (place / (std::string(name) + "XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr) fail("cannot make a folder in", place.native());
    return path;
}

void discard_folder(const std::filesystem::path& path) noexcept {
    try {
        pass_whole("cannot remove", path.native());
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    } catch (const std::exception&) {
        // It stays, as what a crash leaves does.
    }
}

}  // namespace core::disk
