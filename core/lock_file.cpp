#include "core/lock_file.h"

#include "core/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace core {

std::optional<LockFile> LockFile::try_acquire(const std::filesystem::path& path) {
    for (;;) {
        FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
        if (!file) throw system_error("cannot open the lock", path.string(), errno);
        if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) return std::nullopt;
            if (errno == EINTR) continue;
            throw system_error("cannot lock", path.string(), errno);
        }
        // Somebody may have removed or replaced the name between open and flock; a lock on a file that nobody else can
        // find would protect nothing.
        struct stat held {};
        struct stat named {};
        if (::fstat(file.get(), &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
            held.st_dev == named.st_dev)
            return LockFile(std::move(file));
    }
}

}  // namespace core
