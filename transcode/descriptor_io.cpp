#include "transcode/descriptor_io.h"

#include "core/disk.h"
#include "core/error.h"
#include "transcode/av.h"

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <new>

namespace transcode {

namespace {

constexpr int buffer_bytes = 1 << 16;

}  // namespace

DescriptorIo::DescriptorIo(int descriptor, Access access, std::int64_t base, std::int64_t end)
    : descriptor_(descriptor), base_(base), end_(end) {
    auto* buffer = static_cast<unsigned char*>(av_malloc(buffer_bytes));
    if (buffer == nullptr) throw std::bad_alloc();
    context_ = avio_alloc_context(buffer, buffer_bytes, access == Access::write ? 1 : 0, this, &read_packet,
                                  &write_packet, &seek);
    if (context_ == nullptr) {
        av_free(buffer);
        throw std::bad_alloc();
    }
}

DescriptorIo::~DescriptorIo() {
    // libav may have replaced the buffer it was given.
    av_freep(&context_->buffer);
    avio_context_free(&context_);
}

void DescriptorIo::check() const {
    if (failure_) std::rethrow_exception(failure_);
}

int DescriptorIo::fail(const char* what) noexcept {
    const int reason = errno;
    try {
        failure_ = std::make_exception_ptr(core::system_error(what, "recording", reason));
    } catch (...) {
        // There may be no memory for the message.
        failure_ = std::current_exception();
    }
    return AVERROR(reason);
}

int DescriptorIo::read_packet(void* self, std::uint8_t* buffer, int size) {
    auto& io = *static_cast<DescriptorIo*>(self);
    const std::int64_t most = std::min<std::int64_t>(size, io.end_ - io.base_ - io.position_);
    if (most <= 0) return AVERROR_EOF;
    for (;;) {
        const ssize_t got = pread(io.descriptor_, buffer, static_cast<std::size_t>(most), io.base_ + io.position_);
        if (got > 0) {
            io.position_ += got;
            return static_cast<int>(got);
        }
        if (got == 0) return AVERROR_EOF;
        if (errno == EINTR) continue;
        return io.fail("cannot read");
    }
}

int DescriptorIo::write_packet(void* self, std::uint8_t* buffer, int size) {
    auto& io = *static_cast<DescriptorIo*>(self);
    const std::string_view bytes(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
    try {
        write_at(io.descriptor_, bytes, static_cast<std::uint64_t>(io.base_ + io.position_));
    } catch (...) {
        io.failure_ = std::current_exception();
        return AVERROR(EIO);
    }
    io.position_ += size;
    return size;
}

std::int64_t DescriptorIo::seek(void* self, std::int64_t offset, int whence) {
    auto& io = *static_cast<DescriptorIo*>(self);
    const int from = whence & ~AVSEEK_FORCE;
    if (from == AVSEEK_SIZE || from == SEEK_END) {
        struct stat facts {};
        if (fstat(io.descriptor_, &facts) != 0) return io.fail("cannot examine");
        const std::int64_t bytes = std::min<std::int64_t>(facts.st_size, io.end_) - io.base_;
        if (from == AVSEEK_SIZE) return bytes;
        offset += bytes;
    } else if (from == SEEK_CUR) {
        offset += io.position_;
    } else if (from != SEEK_SET) {
        return AVERROR(EINVAL);
    }
    if (offset < 0) return AVERROR(EINVAL);
    io.position_ = offset;
    return offset;
}

std::uint64_t file_size(int descriptor) {
    struct stat facts {};
    if (fstat(descriptor, &facts) != 0) throw core::system_error("cannot examine", "recording", errno);
    return static_cast<std::uint64_t>(facts.st_size);
}

std::string read_at(int descriptor, std::uint64_t at, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = pread(descriptor, bytes.data() + done, size - done, static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw core::system_error("cannot read", "recording", errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

void write_at(int descriptor, std::string_view bytes, std::uint64_t at) {
    core::disk::write_at(descriptor, bytes, at, "recording");
}

void truncate(int descriptor) {
    core::disk::resize(descriptor, 0, "recording");
}

}  // namespace transcode
