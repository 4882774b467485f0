#include "fetch/listing/article_files.h"

#include "core/error.h"
#include "fetch/markup/markup.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace fetch {

namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorKind;

bool is_article_file(const fs::path& path) {
    const std::string ending = ascii_lower(path.extension().string());
    return (ending == ".txt" || ending == ".html" || ending == ".htm") && !path.filename().string().starts_with('.');
}

bool lies_below(const fs::path& path, const fs::path& folder) {
    const auto [at_folder, at_path] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return at_folder == folder.end() && at_path != path.end();
}

}  // namespace

std::vector<fs::path> article_files(const fs::path& place) {
    std::error_code error;
    const auto fail = [&place](const std::string& what, const std::error_code& code) {
        return core::system_error(what, place.string(), code.value());
    };
    const fs::file_status status = fs::status(place, error);
    if (!fs::exists(status))
        throw fail("cannot read", error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
    if (fs::is_regular_file(status)) {
        return {place};
    }
    if (!fs::is_directory(status))
        throw Error(ErrorKind::storage, "cannot read '" + place.string() + "': neither a file nor a folder");

    struct Entry {
        fs::path path;
        fs::file_time_type changed;
    };
    std::vector<Entry> entries;
    const fs::path folder = fs::canonical(place, error);
    if (error) throw fail("cannot read", error);
    fs::directory_iterator iterator(place, error);
    if (error) throw fail("cannot read", error);
    for (const auto end = fs::directory_iterator(); iterator != end; iterator.increment(error)) {
        if (error) throw fail("cannot read", error);
        const fs::path path = iterator->path();
        if (!is_article_file(path)) continue;
        std::error_code ignored;
        // A link may name another file of the folder, never one outside of it.
        const fs::path real = fs::canonical(path, ignored);
        if (ignored || !lies_below(real, folder) || !fs::is_regular_file(real, ignored)) continue;
        const auto changed = fs::last_write_time(real, ignored);
        if (!ignored) entries.push_back({path, changed});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.changed != b.changed ? a.changed > b.changed : a.path < b.path;
    });
    std::vector<fs::path> files;
    files.reserve(entries.size());
    for (Entry& entry : entries) files.push_back(std::move(entry.path));
    return files;
}

}  // namespace fetch
