#include "app/workers/memory_file.h"

#include "core/error.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace app {

core::FileDescriptor memory_file(std::string_view bytes, std::string_view what) {
    core::FileDescriptor file(::memfd_create("newscast", MFD_CLOEXEC));
    if (!file) throw core::system_error("cannot make", what, errno);
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::write(file.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno != EINTR) throw core::system_error("cannot write", what, errno);
        if (count > 0) written += static_cast<std::size_t>(count);
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

void note(int memory_file, const char* text) noexcept {
    if (text == nullptr) return;
    [[maybe_unused]] const ssize_t count = ::write(memory_file, text, std::strlen(text));
}

}  // namespace app
