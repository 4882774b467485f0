#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <string>
#include <string_view>

struct AVIOContext;

namespace transcode {

enum class Access { read, write };

/// An AVIOContext over an open descriptor, which it does not own and whose file position it neither uses nor moves. So
/// libav reads and writes without ever opening a name, and several of these can stand over one descriptor at once.
class DescriptorIo {
public:
    /// `base` is the byte of the file that libav sees as its first, `end` the one at which it stops reading, if the
    /// file has so many.
    DescriptorIo(int descriptor, Access access, std::int64_t base = 0,
                 std::int64_t end = std::numeric_limits<std::int64_t>::max());
    ~DescriptorIo();
    DescriptorIo(const DescriptorIo&) = delete;
    DescriptorIo& operator=(const DescriptorIo&) = delete;

    AVIOContext* context() const noexcept { return context_; }
    int descriptor() const noexcept { return descriptor_; }
    std::int64_t base() const noexcept { return base_; }

    /// Throws what went wrong since construction in a call from libav, through which nothing is thrown: Error(storage)
    /// where a system call has failed.
    void check() const;

private:
    static int read_packet(void* self, std::uint8_t* buffer, int size);
    static int write_packet(void* self, std::uint8_t* buffer, int size);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    /// Keeps the reason of a failed system call for check(); what libav is told.
    int fail(const char* what) noexcept;

    int descriptor_;
    std::int64_t base_;
    std::int64_t end_;
    std::int64_t position_ = 0;
    std::exception_ptr failure_;
    AVIOContext* context_ = nullptr;
};

/// Bytes of the file behind the descriptor; throws Error(storage).
std::uint64_t file_size(int descriptor);

/// Up to `size` bytes from a place in the file, fewer only at its end; throws Error(storage).
std::string read_at(int descriptor, std::uint64_t at, std::size_t size);
void write_at(int descriptor, std::string_view bytes, std::uint64_t at);
/// Makes the file empty; throws Error(storage).
void truncate(int descriptor);

}  // namespace transcode
