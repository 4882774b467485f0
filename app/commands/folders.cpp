#include "app/commands/folders.h"

#include "core/disk.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace app {

namespace {

/// The folder, or where it is not there the nearest above it that is something.
std::filesystem::path standing_of(std::filesystem::path folder) {
    struct stat facts {};
    while (::lstat(folder.c_str(), &facts) != 0 && folder.has_relative_path()) folder = folder.parent_path();
    return folder;
}

}  // namespace

bool is_of_no_use(const std::filesystem::path& folder) {
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) return true;
    struct statvfs facts {};
    return core::disk::is_full(folder) || (::statvfs(folder.c_str(), &facts) == 0 && (facts.f_flag & ST_RDONLY) != 0);
}

std::string owner_to_be(std::filesystem::path path, const std::filesystem::path& folder) {
    struct stat facts {};
    while (::lstat(path.c_str(), &facts) != 0) {
        if (path == folder || !path.has_relative_path()) return {};
        path = path.parent_path();
    }
    if (facts.st_uid == ::geteuid()) return {};
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 || errno != EACCES) return {};
    const passwd* owner = ::getpwuid(facts.st_uid);
    return owner == nullptr ? fmt::format("uid {}", facts.st_uid) : owner->pw_name;
}

std::string folder_fault(const std::filesystem::path& folder) {
    const std::filesystem::path place = standing_of(folder);
    std::error_code failed;
    if (!std::filesystem::is_directory(place, failed))
        return fmt::format("'{}' is no folder; name another one, or take it away", place.string());
    if (::faccessat(AT_FDCWD, place.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
        const std::error_code reason(errno, std::generic_category());
        const std::string owner = owner_to_be(place, "/");
        return fmt::format(
            "nothing can be made in '{}': {}; {}", place.string(), reason.message(),
            owner.empty() ? "name another folder" : fmt::format("run as the user who owns it ({})", owner));
    }
    if (core::disk::is_full(place))
        return fmt::format("'{}' has no room left; make some, or name another folder", place.string());
    return {};
}

std::optional<std::uint64_t> room_in(const std::filesystem::path& folder) {
    struct statvfs facts {};
    if (::statvfs(standing_of(folder).c_str(), &facts) != 0) return std::nullopt;
    return std::uint64_t{facts.f_bavail} * facts.f_frsize;
}

}  // namespace app
