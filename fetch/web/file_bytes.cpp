#include "fetch/web/file_bytes.h"

#include <sys/stat.h>
#include <unistd.h>

namespace fetch {

bool has(core::Bytes bytes, std::size_t offset, std::string_view text) {
    if (bytes.size() < offset + text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (bytes[offset + i] != static_cast<std::uint8_t>(text[i])) return false;
    }
    return true;
}

std::vector<std::uint8_t> read_at(int descriptor, std::uint64_t offset, std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got = pread(descriptor, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (got <= 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

std::uint64_t size_of(int descriptor) {
    struct stat facts {};
    return fstat(descriptor, &facts) == 0 && facts.st_size > 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

}  // namespace fetch
