#include "fetch/listing/harvest.h"

#include "core/text.h"
#include "fetch/listing/link_rules.h"
#include "fetch/listing/pattern.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fetch {

std::optional<core::Instant> instant_of(const std::optional<core::WrittenTime>& time, const std::string& zone) {
    if (!time) return std::nullopt;
    return core::to_instant(*time, zone);
}

namespace {

/// Newest first. What tells no time goes with the one before it, so that a source's own order is kept where it knows
/// better.
void sort_by_time(std::vector<Found>& found, const std::string& zone) {
    std::vector<std::pair<core::Instant, std::size_t>> order;
    std::optional<core::Instant> last;
    for (const Found& each : found)
        if (each.time) {
            last = core::to_instant(*each.time, zone);
            break;
        }
    if (!last) return;
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (const auto time = instant_of(found[index].time, zone)) last = time;
        order.emplace_back(*last, index);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Found> sorted;
    sorted.reserve(found.size());
    for (const auto& [time, index] : order) sorted.push_back(std::move(found[index]));
    found = std::move(sorted);
}

bool is_before(const core::WrittenTime& time, std::chrono::year_month_day since, const std::string& zone) {
    const auto start = std::chrono::local_days(since);
    if (!time.offset) return time.local < start;
    return core::to_written(core::to_instant(time, zone), zone).local < start;
}

/// What makes two entries of one listing the same: items with a recording are told by what they say they are, for many
/// may link to one page.
std::string key_of(const core::Link& link) {
    if (!link.file.empty()) return "file:" + link.file.string();
    if (!link.recording) return identity_of(link.url);
    return link.guid + "\n" + identity_of(link.recording->url) + "\n" + link.title;
}

std::string name_of(const std::string& title, const std::string& address) {
    const std::string url = printable(address);
    if (title.empty()) return url;
    const std::string name = "'" + core::truncate(core::collapse_space(title), 60) + "'";
    return url.empty() ? name : name + " (" + url + ")";
}

/// Dates that cannot be read, with the items that have them.
class UnreadDates {
public:
    void add(const std::string& date, const core::Link& link) {
        constexpr std::size_t most_named = 3;
        if (date.empty() || ++count_ > most_named) return;
        named_ += (named_.empty() ? "" : ", ") + ("'" + core::truncate(date, 60) + "' of ") +
                  name_of(link.title, link.url.empty() && link.recording ? link.recording->url : link.url);
        most_ = count_;
    }
    std::string text() const {
        if (count_ == 0) return {};
        return fmt::format("{} cannot be read, so its page's date serves or the first look: {}{}",
                           count_ == 1 ? "an item has a date that" : fmt::format("{} items have dates that", count_),
                           named_, count_ > most_ ? fmt::format(" and {} more", count_ - most_) : "");
    }

private:
    std::string named_;
    std::size_t count_ = 0;
    std::size_t most_ = 0;
};

/// What a source has in the place of articles.
std::string sight_of(const Harvest& harvest, const core::Source& source) {
    const auto counted = [](std::size_t count, const char* what) {
        return fmt::format("{} {}{}", count == 0 ? "no" : std::to_string(count), what, count == 1 ? "" : "s");
    };
    if (const std::size_t links = harvest.found.size(); links > 0)
        return counted(links, "link") + ", none of which include and exclude let through";
    switch (source.kind) {
        case core::SourceKind::page:
            return counted(harvest.entries, "link") +
                   (source.link_xpath.empty() ? ", none like an article's" : ", none that link_xpath finds");
        case core::SourceKind::feed:
            return counted(harvest.entries, "item") + (harvest.entries > 0 ? ", none with a link or a recording" : "");
        case core::SourceKind::list:
            return "no address";
        case core::SourceKind::files:
            return "no article files";
    }
    return {};
}

}  // namespace

Listing limited(Harvest harvest, const core::Source& source, const std::string& zone) {
    Listing listing;
    listing.validators = std::move(harvest.validators);
    listing.problems = std::move(harvest.problems);
    listing.complaint = std::move(harvest.complaint);
    listing.remark = std::move(harvest.remark);
    const std::string sight = sight_of(harvest, source);
    const LinkFilter filter(source);
    for (const VideoItem& video : harvest.videos)
        if (filter.passes(video.page.empty() ? video.url : video.page))
            listing.videos.push_back(name_of(video.title, video.url));
    std::erase_if(harvest.found, [&](const Found& found) {
        const core::Link& link = found.link;
        return !filter.passes(!link.file.empty()                   ? link.file.filename().string()
                              : link.url.empty() && link.recording ? link.recording->url
                                                                   : link.url);
    });
    sort_by_time(harvest.found, zone);
    UnreadDates unread;
    std::set<std::string> seen;
    for (Found& found : harvest.found) {
        const core::Link& link = found.link;
        if (!seen.insert(key_of(link)).second) continue;
        const bool too_old = source.since && found.time && is_before(*found.time, *source.since, zone);
        if (too_old || listing.links.size() >= source.max_items) {
            ++listing.left_out;
        } else {
            unread.add(found.unread_date, link);
            listing.links.push_back(std::move(found.link));
        }
    }
    if (const std::string dates = unread.text(); !dates.empty())
        listing.remark += (listing.remark.empty() ? "" : "; ") + dates;
    if (listing.links.empty() && listing.left_out == 0) listing.sight = sight;
    return listing;
}

}  // namespace fetch
