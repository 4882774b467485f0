#include "app/publish/folder_outlet.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/hash.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace app {

namespace {

namespace disk = core::disk;

/// Up to so many files are synced one by one; more of them by one call for all.
constexpr std::size_t few = 2;

/// Size and time of the last write, to the nanosecond.
core::StandingFile standing_from(const struct stat& facts) {
    return {static_cast<std::uint64_t>(facts.st_size),
            std::to_string(facts.st_mtim.tv_sec) + "." + std::to_string(facts.st_mtim.tv_nsec),
            {}};
}

bool look(const std::filesystem::path& path, struct stat& facts) {
    return ::lstat(path.c_str(), &facts) == 0;
}

bool are_one_file(const std::filesystem::path& path, const std::filesystem::path& other) {
    struct stat a {};
    struct stat b {};
    return look(path, a) && look(other, b) && a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

core::FileDescriptor open_plain(const std::filesystem::path& path) {
    core::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file) throw core::system_error("cannot open", path.string(), errno);
    return file;
}

/// One folder of each file system among these.
std::vector<std::filesystem::path> file_systems(const std::set<std::filesystem::path>& folders) {
    std::vector<std::filesystem::path> found;
    std::set<dev_t> seen;
    for (const std::filesystem::path& folder : folders) {
        struct stat facts {};
        if (::stat(folder.c_str(), &facts) == 0 && seen.insert(facts.st_dev).second) found.push_back(folder);
    }
    return found;
}

}  // namespace

FolderOutlet::FolderOutlet(std::filesystem::path folder) : folder_(std::move(folder)), token_(core::random_token()) {}

std::map<std::string, core::StandingFile> FolderOutlet::list(std::span<const std::string> paths) {
    std::map<std::string, core::StandingFile> found;
    for (const std::string& path : paths) {
        struct stat facts {};
        if (look(folder_ / path, facts) && S_ISREG(facts.st_mode))
            found.emplace_hint(found.end(), path, standing_from(facts));
    }
    return found;
}

std::string FolderOutlet::digest(const std::string& path) {
    return core::sha256_of_file(open(path).get());
}

core::FileDescriptor FolderOutlet::open(const std::string& path) {
    return open_plain(folder_ / path);
}

std::filesystem::path FolderOutlet::unfinished(const std::string& path, const std::string& token) const {
    const std::filesystem::path target = folder_ / path;
    return target.parent_path() / core::temporary_name(target.filename().string(), token);
}

std::filesystem::path FolderOutlet::stage(const std::string& path) {
    std::filesystem::path temporary = unfinished(path, token_);
    if (made_folders_.insert(temporary.parent_path()).second)
        disk::make_folders(temporary.parent_path(), disk::Readers::everybody);
    disk::remove(temporary);
    staged_.push_back(path);
    return temporary;
}

void FolderOutlet::put(const std::string& path, std::string_view bytes) {
    const std::filesystem::path temporary = stage(path);
    core::FileDescriptor file = disk::create(temporary);
    disk::let_everybody_read(file.get(), temporary.native());
    disk::write(file.get(), bytes, temporary.native());
    disk::close(std::move(file), temporary.native());
    written_.insert(temporary);
}

void FolderOutlet::put(const std::string& path, int descriptor) {
    const std::filesystem::path temporary = stage(path);
    if (disk::link(descriptor, temporary)) {
        // A link shares its mode with what waited in the state, which is everybody's from now on.
        disk::let_everybody_read(descriptor, temporary.native());
        return;
    }
    core::FileDescriptor output = disk::create(temporary);
    disk::let_everybody_read(output.get(), temporary.native());
    disk::copy(descriptor, output.get(), temporary.native());
    disk::close(std::move(output), temporary.native());
    written_.insert(temporary);
}

void FolderOutlet::same_as(const std::string& path, const std::string& other) {
    // Renaming a link over its twin would do nothing and leave both.
    if (!are_one_file(folder_ / path, folder_ / other)) put(path, open(other).get());
}

void FolderOutlet::remove(const std::string& path) {
    disk::remove(folder_ / path);
}

void FolderOutlet::sync() {
    std::set<std::filesystem::path> folders;
    for (const std::filesystem::path& file : written_) folders.insert(file.parent_path());
    if (written_.size() <= few) {
        for (const std::filesystem::path& file : written_) disk::sync(open_plain(file).get(), file.native());
    } else {
        for (const std::filesystem::path& folder : file_systems(folders)) disk::sync_file_system(folder);
    }
    for (const std::string& path : staged_) {
        disk::rename(unfinished(path, token_), folder_ / path);
        folders.insert((folder_ / path).parent_path());
    }
    if (folders.size() <= few) {
        for (const std::filesystem::path& folder : folders) disk::sync_folder(folder);
    } else {
        for (const std::filesystem::path& folder : file_systems(folders)) disk::sync_file_system(folder);
    }
    staged_.clear();
    written_.clear();
}

void FolderOutlet::recover(const std::string& token, std::span<const std::string> paths) {
    for (const std::string& path : paths) {
        struct stat facts {};
        const std::filesystem::path temporary = unfinished(path, token);
        if (look(temporary, facts)) disk::remove(temporary);
    }
}

}  // namespace app
