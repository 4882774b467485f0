#include "app/publish/standing_shows.h"

#include "app/publish/claim.h"
#include "core/file_descriptor.h"
#include "feed/channel.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace app {

namespace filesystem = std::filesystem;

std::string beginning_of(const filesystem::path& file) {
    constexpr std::size_t beginning_bytes = 256 << 10;
    const core::FileDescriptor opened = core::open_to_read(file);
    std::string bytes(beginning_bytes, '\0');
    const ssize_t got = ::pread(opened.get(), bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

std::optional<core::Show> show_at(const filesystem::path& folder) {
    std::error_code failed;
    if (!filesystem::is_regular_file(folder / marker_name, failed) ||
        !filesystem::is_regular_file(folder / "feed.xml", failed))
        return std::nullopt;
    return feed::show_of(beginning_of(folder / "feed.xml"));
}

std::vector<StandingShow> shows_in(const filesystem::path& folder) {
    std::vector<filesystem::path> folders;
    std::error_code failed;
    for (const auto& entry : filesystem::directory_iterator(folder, failed)) folders.push_back(entry.path());
    std::ranges::sort(folders);
    std::vector<StandingShow> shows;
    for (const filesystem::path& each : folders)
        if (auto show = show_at(each)) shows.push_back({each, std::move(*show)});
    return shows;
}

}  // namespace app
