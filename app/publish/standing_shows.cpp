#include "app/publish/standing_shows.h"

#include "app/publish/claim.h"
#include "core/file_descriptor.h"
#include "feed/channel.h"
#include "feed/paths.h"

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

namespace {

std::vector<filesystem::path> entries_of(const filesystem::path& folder) {
    std::vector<filesystem::path> paths;
    std::error_code failed;
    for (const auto& entry : filesystem::directory_iterator(folder, failed)) paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

/// The feed of that name in a show's folder; nothing where it is not newscast's.
std::optional<feed::PublishedFeed> feed_at(const filesystem::path& folder, const std::string& name) {
    std::error_code failed;
    if (!filesystem::is_regular_file(folder / name, failed)) return std::nullopt;
    std::optional<feed::PublishedFeed> found = feed::published_feed(beginning_of(folder / name));
    if (found && found->path != name) return std::nullopt;
    return found;
}

std::vector<feed::FeedLink> others_at(const filesystem::path& folder, const std::string& base_url) {
    std::vector<feed::FeedLink> others;
    for (const filesystem::path& file : entries_of(folder)) {
        const std::string name = file.filename().string();
        if (feed::bulletin_of(name).empty()) continue;
        const std::optional<feed::PublishedFeed> found = feed_at(folder, name);
        if (found && !found->moved_away && found->show.base_url == base_url)
            others.push_back({name, found->show.title});
    }
    return others;
}

}  // namespace

std::optional<core::Show> show_at(const filesystem::path& folder) {
    std::error_code failed;
    if (!filesystem::is_regular_file(folder / marker_name, failed)) return std::nullopt;
    std::optional<feed::PublishedFeed> found = feed_at(folder, feed::feed_path());
    if (!found) return std::nullopt;
    return std::move(found->show);
}

std::vector<StandingShow> shows_in(const filesystem::path& folder) {
    std::vector<StandingShow> shows;
    for (const filesystem::path& each : entries_of(folder))
        if (auto show = show_at(each)) {
            std::vector<feed::FeedLink> others = others_at(each, show->base_url);
            shows.push_back({each, std::move(*show), std::move(others)});
        }
    return shows;
}

}  // namespace app
