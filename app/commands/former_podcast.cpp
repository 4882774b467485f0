#include "app/commands/former_podcast.h"

#include "app/commands/output.h"
#include "app/run/former_match.h"
#include "config/checks.h"
#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "feed/categories.h"
#include "fetch/listing/podcast_feed.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace app {

namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t most_rows = 100;

void say(const std::string& text, std::size_t indent = 2) {
    for (const std::string& line : core::folded(text, columns - indent)) print(std::string(indent, ' ') + line + "\n");
}

fetch::PodcastFeed feed_from(fetch::Http& http, const std::string& from, std::size_t max_bytes) {
    if (fetch::parse_url(from)) return fetch::fetch_podcast(http, from);
    std::string bytes;
    try {
        bytes = core::read_file(from, max_bytes);
    } catch (const core::Error& error) {
        // A file that cannot be read was named wrongly; the machine is not to blame.
        throw core::Error(core::ErrorKind::config,
                          fmt::format("{}; a feed's address begins with http:// or https://", error.what()));
    }
    // Where the feed itself does not say where it stands, only whole URLs in it have a meaning.
    fetch::PodcastFeed feed = fetch::read_podcast(bytes, "", "http://feed.invalid/", max_bytes);
    if (!feed.channel.next.empty())
        say(fmt::format("the file is one page of the feed; older items are at {} and are not taken over",
                        feed.channel.next));
    return feed;
}

/// A text that the check takes; else nothing, with a word.
std::string checked(const char* what, const std::string& text, std::string (*check)(std::string_view)) {
    if (text.empty() || check(text).empty()) return text;
    say(fmt::format("{} '{}' is left out; it must be {}", what, text, check(text)));
    return {};
}

core::Show show_of(const fetch::PodcastChannel& channel) {
    constexpr std::size_t most_described = 4000;  // what directories show
    core::Show show;
    show.title = channel.title;
    show.description = core::truncate(channel.description, most_described);
    show.language = checked("the feed's language", channel.language, config::language_tag);
    show.author = channel.author;
    show.website = checked("the feed's link", channel.website, config::web_url);
    show.copyright = channel.copyright;
    show.explicit_content = channel.explicit_content;
    show.owner.email = checked("the owner's address", channel.owner.email, config::email_address);
    show.owner.name = channel.owner.name.empty() ? show.author : channel.owner.name;
    if (show.owner.name.empty()) show.owner = {};
    for (const core::Category& category : channel.categories) {
        if (feed::is_apple_category(category.name, category.sub))
            show.categories.push_back(category);
        else
            say(fmt::format("the feed's category '{}' is none of Apple's and is left out",
                            category.sub.empty() ? category.name : category.sub));
    }
    return show;
}

FormerFeed items_of(const std::vector<core::Link>& links) {
    FormerFeed feed;
    std::set<std::string> guids;
    std::size_t nameless = 0;
    std::size_t repeated = 0;
    for (const core::Link& link : links) {
        const std::string guid = core::collapse_space(core::clean_utf8(link.guid));
        if (guid.empty())
            ++nameless;
        else if (!guids.insert(guid).second)
            ++repeated;
        else
            feed.items.push_back({guid, core::collapse_space(core::clean_utf8(link.title)), link.published, link.url,
                                  link.recording ? link.recording->url : std::string()});
    }
    if (nameless > 0) say(fmt::format("{} items have no GUID and are left out", nameless));
    if (repeated > 0) say(fmt::format("{} items have the GUID of another one and are left out", repeated));
    return feed;
}

}  // namespace

FormerPodcast read_former_podcast(fetch::Http& http, const std::string& from, std::size_t max_bytes) {
    const fetch::PodcastFeed read = feed_from(http, from, max_bytes);
    print(fmt::format("{}: {}, {} items\n", fetch::parse_url(from) ? fetch::printable(from) : from,
                      read.channel.title.empty() ? "no title" : read.channel.title, read.items.size()));
    if (!read.complaint.empty())
        say(fmt::format("the feed is broken and may hold more items than were read: {}", read.complaint));
    if (read.left_out > 0)
        say(fmt::format("{} items lead neither to a page nor to a recording and are left out", read.left_out));
    FormerPodcast podcast;
    podcast.show = show_of(read.channel);
    podcast.picture_url = read.channel.image;
    podcast.self = read.channel.self;
    podcast.feed = items_of(read.items);
    if (podcast.feed.items.empty())
        throw core::Error(core::ErrorKind::media,
                          fmt::format("'{}' has no item with a GUID: there is nothing to take over",
                                      fetch::parse_url(from) ? fetch::printable(from) : from));
    podcast.feed.address = fetch::parse_url(from) ? read.url : read.channel.self;
    podcast.feed.podcast_guid = read.channel.podcast_guid;
    if (read.channel.locked) say("it is locked (podcast:locked): whoever owns it must agree that it goes on elsewhere");
    return podcast;
}

void print_matches(const FormerFeed& feed, std::span<const fetch::FoundSource* const> sources,
                   const std::string& zone) {
    std::vector<std::vector<core::Link>> listings;
    for (const fetch::FoundSource* source : sources) listings.push_back(source->samples);
    const std::vector<FormerMatch> matches = match_former(feed.items, sought_in(listings, zone), {}, zone);
    std::map<std::size_t, FormerRule> found;
    std::set<std::string> doubts;
    for (const FormerMatch& match : matches) {
        if (match.item) found.emplace(*match.item, match.rule);
        doubts.insert(match.doubts.begin(), match.doubts.end());
    }
    constexpr std::size_t day_width = 10;
    constexpr std::size_t rule_width = 13;
    constexpr std::size_t title_width = columns - day_width - rule_width - 4;
    print("which items are articles that these sources list now:\n");
    print(fmt::format("{}  {}  {}\n", core::padded("published", day_width), core::padded("item", title_width),
                      "found by"));
    for (std::size_t item = 0; item < std::min(feed.items.size(), most_rows); ++item) {
        const FormerItem& one = feed.items[item];
        const auto match = found.find(item);
        print(fmt::format(
            "{}  {}  {}\n",
            core::padded(one.published ? core::format_iso8601(*one.published).substr(0, 10) : "", day_width),
            core::padded(core::fitted(one.title.empty() ? one.guid : one.title, title_width), title_width),
            match == found.end() ? "-" : name(match->second)));
    }
    if (feed.items.size() > most_rows) print(fmt::format("and {} more\n", feed.items.size() - most_rows));
    for (const std::string& doubt : doubts) say("not taken: " + doubt);
    say(fmt::format("{} of {} GUIDs match, {} do not; pages and sources that a run reads may match more", found.size(),
                    feed.items.size(), feed.items.size() - found.size()),
        0);
}

}  // namespace app
