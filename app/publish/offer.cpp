#include "app/publish/offer.h"

#include "app/publish/claim.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/show.h"
#include "feed/channel.h"
#include "feed/opml.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace app {

namespace {

namespace filesystem = std::filesystem;

constexpr const char* title = "newscast";
constexpr std::size_t beginning_bytes = 256 << 10;  ///< of a feed: more than its channel needs

std::string beginning_of(const filesystem::path& file) {
    const core::FileDescriptor opened = core::open_to_read(file);
    std::string bytes(beginning_bytes, '\0');
    const ssize_t got = ::pread(opened.get(), bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

/// The shows whose marked folders hold a feed, by the folders' names.
std::vector<core::Show> shows_in(const filesystem::path& out_directory) {
    std::vector<filesystem::path> folders;
    std::error_code failed;
    for (const auto& entry : filesystem::directory_iterator(out_directory, failed))
        if (filesystem::is_regular_file(entry.path() / marker_name, failed) &&
            filesystem::is_regular_file(entry.path() / "feed.xml", failed))
            folders.push_back(entry.path());
    std::ranges::sort(folders);
    std::vector<core::Show> shows;
    for (const filesystem::path& folder : folders)
        if (auto show = feed::show_of(beginning_of(folder / "feed.xml"))) shows.push_back(std::move(*show));
    return shows;
}

}  // namespace

void offer_together(const filesystem::path& out_directory, Report& report) {
    core::sweep_temporaries(out_directory, std::chrono::days(1));
    const filesystem::path file = out_directory / "shows.opml";
    std::error_code failed;
    const bool stands = filesystem::exists(filesystem::symlink_status(file, failed));
    const std::vector<core::Show> shows = shows_in(out_directory);
    if (shows.size() < 2 && !stands) return;
    if (stands && (!filesystem::is_regular_file(filesystem::symlink_status(file, failed)) ||
                   beginning_of(file).find(fmt::format("<title>{}</title>", title)) == std::string::npos)) {
        if (shows.size() > 1)
            report.tell(
                {.kind = Event::Kind::problem,
                 .step = Event::Step::publish,
                 .text = fmt::format("'{}' is not newscast's and was left alone; move it away to have the shows "
                                     "offered together",
                                     file.string())});
        return;
    }
    core::write_file(file, feed::opml(title, shows));
}

}  // namespace app
