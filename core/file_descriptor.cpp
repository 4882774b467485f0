#include "core/file_descriptor.h"

#include "core/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

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

}  // namespace core
