#include "app/publish/offer.h"

#include "app/publish/standing_shows.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "feed/opml.h"

#include <fmt/format.h>

#include <chrono>
#include <vector>

namespace app {

namespace {

namespace filesystem = std::filesystem;

constexpr const char* title = "newscast";

}  // namespace

void offer_together(const filesystem::path& out_directory, Report& report) {
    core::sweep_temporaries(out_directory, std::chrono::days(1));
    const filesystem::path file = out_directory / "shows.opml";
    std::error_code failed;
    const bool stands = filesystem::exists(filesystem::symlink_status(file, failed));
    std::vector<feed::OfferedFeed> feeds;
    for (const StandingShow& each : shows_in(out_directory)) {
        const core::Show& show = each.show;
        const std::string& page = show.website.empty() ? show.base_url : show.website;
        feeds.push_back({show.title, show.feed_url(), page, show.language});
        for (const feed::FeedLink& other : each.others)
            feeds.push_back({other.title, show.base_url + other.path, page, show.language});
    }
    if (feeds.size() < 2 && !stands) return;
    if (stands && (!filesystem::is_regular_file(filesystem::symlink_status(file, failed)) ||
                   beginning_of(file).find(fmt::format("<title>{}</title>", title)) == std::string::npos)) {
        if (feeds.size() > 1)
            report.tell(
                {.kind = Event::Kind::problem,
                 .step = Event::Step::publish,
                 .text = fmt::format("'{}' is not newscast's and was left alone; move it away to have the feeds "
                                     "offered together",
                                     file.string())});
        return;
    }
    core::write_file(file, feed::opml(title, feeds), core::disk::Readers::everybody);
}

}  // namespace app
