#include "core/atomic_file.h"

#include "core/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace core {

namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            throw system_error("cannot write", path.string(), errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path)
    : path_(std::move(path)), temporary_(folder_of(path_) / ("." + path_.filename().string() + ".part")) {
    std::error_code failed;
    std::filesystem::create_directories(folder_of(path_), failed);
    if (failed) throw system_error("cannot make the folder", folder_of(path_).string(), failed.value());
    // Unlinked first and then created exclusively: neither a leftover nor a link planted there is written through.
    if (::unlink(temporary_.c_str()) != 0 && errno != ENOENT)
        throw system_error("cannot replace", temporary_.string(), errno);
    file_ = FileDescriptor(::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file_) throw system_error("cannot create", temporary_.string(), errno);
}

AtomicFile::~AtomicFile() {
    if (file_) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
    write_all(file_.get(), bytes, path_);
}

void AtomicFile::commit() {
    commit_as(path_);
}

void AtomicFile::commit_as(const std::filesystem::path& path) {
    if (::fsync(file_.get()) != 0) throw system_error("cannot sync", path.string(), errno);
    // Some file systems report a write's failure only when the file is closed.
    const int descriptor = file_.release();
    if (::close(descriptor) != 0) {
        const int reason = errno;
        ::unlink(temporary_.c_str());
        throw system_error("cannot close", path.string(), reason);
    }
    if (::rename(temporary_.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary_.c_str());
        throw system_error("cannot replace", path.string(), reason);
    }
    sync_folder(folder_of(path));
}

Written write_file(const std::filesystem::path& path, std::string_view content) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) &&
        static_cast<std::size_t>(facts.st_size) == content.size() && read_file(path, content.size()) == content)
        return Written::unchanged;
    AtomicFile file(path);
    file.write(content);
    file.commit();
    return Written::replaced;
}

std::string read_file(const std::filesystem::path& path, std::size_t max_bytes) {
    const FileDescriptor file = open_to_read(path);
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) throw system_error("cannot read", path.string(), errno);
    if (!S_ISREG(facts.st_mode)) throw Error(ErrorKind::storage, "cannot read '" + path.string() + "': not a file");
    std::string content;
    std::string piece(64 << 10, '\0');
    for (;;) {
        const ssize_t got = ::read(file.get(), piece.data(), piece.size());
        if (got < 0) {
            if (errno == EINTR) continue;
            throw system_error("cannot read", path.string(), errno);
        }
        if (got == 0) return content;
        content.append(piece, 0, static_cast<std::size_t>(got));
        if (content.size() > max_bytes)
            throw Error(ErrorKind::storage,
                        "cannot read '" + path.string() + "': larger than " + std::to_string(max_bytes) + " bytes");
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened) throw system_error("cannot open the folder", folder.string(), errno);
    if (::fsync(opened.get()) != 0) throw system_error("cannot sync the folder", folder.string(), errno);
}

}  // namespace core
