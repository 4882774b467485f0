#pragma once

#include <filesystem>
#include <utility>

namespace core {

/// Owns an open file descriptor; -1 is none. Everything this program opens is O_CLOEXEC.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int descriptor) noexcept : descriptor_(descriptor) {}
    ~FileDescriptor() { reset(); }
    FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            reset();
            descriptor_ = std::exchange(other.descriptor_, -1);
        }
        return *this;
    }

    int get() const noexcept { return descriptor_; }
    explicit operator bool() const noexcept { return descriptor_ >= 0; }
    int release() noexcept { return std::exchange(descriptor_, -1); }
    void reset() noexcept;

private:
    int descriptor_ = -1;
};

/// Opens for reading; throws Error(storage).
FileDescriptor open_to_read(const std::filesystem::path& path);

}  // namespace core
