#include "core/file_descriptor.h"

#include "core/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

namespace core {

void FileDescriptor::reset() noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

FileDescriptor open_to_read(const std::filesystem::path& path) {
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) throw system_error("cannot open", path.string(), errno);
    return file;
}

FileDescriptor open_unnamed(const std::filesystem::path& folder) {
    FileDescriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file) return file;
    if (errno != EOPNOTSUPP && errno != EISDIR) throw system_error("cannot make a file in", folder.string(), errno);
    // Some file systems (overlays, NFS) have no unnamed files: a name that is gone at once serves as well.
    std::string name = (folder / ".unnamed-XXXXXX").string();
    FileDescriptor named(::mkostemp(name.data(), O_CLOEXEC));
    if (!named) throw system_error("cannot make a file in", folder.string(), errno);
    ::unlink(name.c_str());
    return named;
}

}  // namespace core
