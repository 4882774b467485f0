#include "core/atomic_file.h"

#include "core/error.h"
#include "core/hex.h"

#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace core {

namespace {

constexpr std::string_view ending = ".part";
constexpr std::size_t random_length = 12;
constexpr std::size_t max_name = 254;  ///< bytes; file systems end at 255
constexpr std::size_t max_stem = max_name - 1 - 1 - random_length - ending.size();

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// The name cut to what leaves room for the rest of a temporary one, between two characters.
std::string_view shortened(std::string_view name) {
    if (name.size() <= max_stem) return name;
    std::size_t size = max_stem;
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
    return name.substr(0, size > 0 ? size : max_stem);
}

std::filesystem::path temporary_for(const std::filesystem::path& path) {
    return folder_of(path) / temporary_name(path.filename().string(), random_token());
}

/// What cannot be read does not hold it, also because another writer is just replacing it.
bool holds(const std::filesystem::path& path, std::string_view content) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode) ||
        static_cast<std::size_t>(facts.st_size) != content.size())
        return false;
    try {
        return read_file(path, content.size()) == content;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

std::string random_token() {
    std::array<unsigned char, random_length / 2> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw system_error("cannot read", "random numbers", errno);
    return to_hex(bytes);
}

std::string temporary_name(std::string_view file_name, std::string_view token) {
    return "." + std::string(shortened(file_name)) + "." + std::string(token) + std::string(ending);
}

AtomicFile::AtomicFile(std::filesystem::path path, disk::Readers readers) : path_(std::move(path)) {
    disk::make_folders(folder_of(path_), readers);
    std::filesystem::path temporary = temporary_for(path_);
    file_ = disk::create(temporary);
    temporary_ = std::move(temporary);
    if (readers == disk::Readers::everybody) disk::let_everybody_read(file_.get(), path_.native());
}

AtomicFile::~AtomicFile() {
    if (!temporary_.empty()) disk::discard(temporary_);
}

void AtomicFile::write(std::string_view bytes) {
    disk::write(file_.get(), bytes, path_.native());
}

void AtomicFile::commit() {
    commit_as(path_);
}

void AtomicFile::commit_as(const std::filesystem::path& path) {
    // Gone from here whatever happens: a second try would find nothing to sync and call it done.
    FileDescriptor file = std::move(file_);
    disk::sync(file.get(), path.native());
    disk::close(std::move(file), path.native());
    disk::rename(temporary_, path);
    temporary_.clear();
    disk::sync_folder(folder_of(path));
}

void AtomicFile::commit_unsynced() {
    FileDescriptor file = std::move(file_);
    disk::close(std::move(file), path_.native());
    disk::rename(temporary_, path_);
    temporary_.clear();
}

bool is_temporary_name(std::string_view file_name) {
    if (!file_name.starts_with('.') || !file_name.ends_with(ending)) return false;
    file_name.remove_suffix(ending.size());
    if (file_name.size() < 1 + 1 + 1 + random_length) return false;
    const std::string_view digits = file_name.substr(file_name.size() - random_length);
    return file_name[file_name.size() - random_length - 1] == '.' &&
           digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::size_t sweep_temporaries(const std::filesystem::path& folder, std::chrono::seconds age) {
    const auto limit = std::filesystem::file_time_type::clock::now() - age;
    std::size_t removed = 0;
    std::error_code failed;
    std::filesystem::directory_iterator entry(folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (!is_temporary_name(entry->path().filename().native())) continue;
        std::error_code gone;
        const bool is_file = entry->symlink_status(gone).type() == std::filesystem::file_type::regular;
        const auto written = is_file ? std::filesystem::last_write_time(entry->path(), gone) : limit;
        if (!gone && written < limit && disk::discard(entry->path())) ++removed;
    }
    return removed;
}

Written write_file(const std::filesystem::path& path, std::string_view content, disk::Readers readers) {
    if (holds(path, content)) return Written::unchanged;
    AtomicFile file(path, readers);
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

}  // namespace core
