#include "core/temporary_folder.h"

#include "core/disk.h"
#include "core/error.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <system_error>

namespace core {

namespace {

namespace filesystem = std::filesystem;

constexpr std::string_view name = "newscast-";
constexpr std::size_t random_length = 6;
/// Nothing of ours works in one so long.
constexpr std::chrono::hours old{24};

filesystem::path place_of_folders() {
    const char* said = std::getenv("TMPDIR");
    const filesystem::path place = said == nullptr || *said == '\0' ? "/tmp" : said;
    std::error_code failed;
    filesystem::path real = filesystem::canonical(place, failed);
    if (failed) throw system_error("cannot make a folder in", place.native(), failed.value());
    return real;
}

/// Whether it is a folder of this user's that was made as one of these, and is old.
bool is_left_over(const filesystem::path& path) {
    const std::string named = path.filename().string();
    if (!named.starts_with(name) || named.size() != name.size() + random_length) return false;
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode) || facts.st_uid != ::geteuid() ||
        (facts.st_mode & 07777) != 0700)
        return false;
    const std::chrono::system_clock::time_point changed = std::chrono::system_clock::from_time_t(facts.st_mtime);
    return changed < std::chrono::system_clock::now() - old;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    const filesystem::path place = place_of_folders();
    std::error_code failed;
    for (filesystem::directory_iterator entry(place, failed); !failed && entry != filesystem::directory_iterator();
         entry.increment(failed))
        if (is_left_over(entry->path())) disk::discard_folder(entry->path());
    path_ = disk::make_private_folder(place, name);
}

TemporaryFolder::~TemporaryFolder() {
    disk::discard_folder(path_);
}

}  // namespace core
