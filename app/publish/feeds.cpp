#include "app/publish/feeds.h"

#include "app/former_feed.h"
#include "app/publish/outlet.h"
#include "core/hash.h"
#include "feed/paths.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace app {

namespace {

constexpr const char* guid_fact = "podcast_guid";
constexpr const char* title_fact = "feed_title";
constexpr const char* closed_fact = "feed_closed";

/// The bulletins whose feeds are to stand, those that have one by the configuration first.
std::vector<std::string> bulletins_with_feeds(const RunContext& run, std::span<const catalog::Entry> entries,
                                              const Manifest& manifest) {
    const std::vector<config::Bulletin>& configured = run.config.bulletins;
    std::set<std::string> standing;
    for (const catalog::Entry& entry : entries)
        if (entry.own_feed) standing.insert(entry.episode.bulletin);
    for (const auto& [path, line] : manifest)
        if (line.kind == core::FileKind::feed)
            if (std::string bulletin = feed::bulletin_of(path); !bulletin.empty()) standing.insert(std::move(bulletin));
    // Without a manifest what stands is taken over.
    for (const config::Bulletin& bulletin : configured) {
        const std::vector<std::string> path{feed::feed_path(bulletin.id)};
        if (manifest.empty() && bulletin.own_feed && !run.outlet.list(path).empty()) standing.insert(bulletin.id);
    }
    std::vector<std::string> bulletins;
    for (const config::Bulletin& bulletin : configured)
        if (bulletin.own_feed && standing.erase(bulletin.id) > 0) bulletins.push_back(bulletin.id);
    bulletins.insert(bulletins.end(), standing.begin(), standing.end());
    return bulletins;
}

/// The bulletin as the operator has it, where it is to have a feed of its own.
const config::Bulletin* bulletin_with_feed(const config::Config& config, const std::string& id) {
    const auto found = std::ranges::find(config.bulletins, id, &config::Bulletin::id);
    return found == config.bulletins.end() || !found->own_feed ? nullptr : &*found;
}

feed::Channel channel_of(const Artwork& cover, const std::string& path) {
    return {{}, cover.full.path, cover.thumbnail.path, cover.colour.value_or(""), path};
}

Feed bulletin_feed(const RunContext& run, const Artwork& cover, const std::string& bulletin) {
    Feed feed{bulletin, channel_of(cover, feed::feed_path(bulletin))};
    feed.closed = bulletin_with_feed(run.config, bulletin) == nullptr;
    feed.was_closed = run.catalog.fact(fact_of(closed_fact, feed)) == "1";
    feed.channel.guid = run.catalog.fact(fact_of(guid_fact, feed));
    if (feed.channel.guid.empty()) feed.channel.guid = core::podcast_guid(run.config.show.base_url + feed.path());
    feed.channel.title = title_of_feed(run, bulletin);
    return feed;
}

void tell(const RunContext& run, Event::Kind kind, std::string text) {
    run.report.tell({.kind = kind, .step = Event::Step::publish, .show = run.config.show.id, .text = std::move(text)});
}

}  // namespace

std::vector<Feed> feeds_of(const RunContext& run, const Artwork& cover, std::span<const catalog::Entry> entries,
                           const Manifest& manifest) {
    std::vector<Feed> feeds{{{}, channel_of(cover, feed::feed_path())}};
    std::string& guid = feeds.front().channel.guid;
    guid = run.catalog.fact(guid_fact);
    // What apps know the podcast by goes on where it had a feed before.
    if (guid.empty()) guid = former_feed_of(run.config).podcast_guid;
    if (guid.empty()) guid = core::podcast_guid(run.config.show.feed_url());
    for (const std::string& bulletin : bulletins_with_feeds(run, entries, manifest))
        feeds.push_back(bulletin_feed(run, cover, bulletin));
    std::vector<feed::FeedLink> others;
    for (const Feed& feed : feeds)
        if (!feed.bulletin.empty() && !feed.closed) others.push_back({feed.path(), feed.channel.title});
    for (Feed& feed : feeds) feed.channel.others = others;
    return feeds;
}

std::string title_of_feed(const RunContext& run, const std::string& bulletin) {
    const config::Bulletin* said = bulletin_with_feed(run.config, bulletin);
    std::string title = said != nullptr ? said->feed_title
                                        : run.catalog.fact(fmt::format("{} {}", title_fact, feed::feed_path(bulletin)));
    return title.empty() ? fmt::format("{} – {}", run.config.show.title, bulletin) : title;
}

std::string fact_of(const std::string& name, const Feed& feed) {
    return feed.bulletin.empty() ? name : name + " " + feed.path();
}

std::vector<std::pair<std::string, std::string>> facts_of(std::span<const Feed> feeds) {
    std::vector<std::pair<std::string, std::string>> facts;
    for (const Feed& feed : feeds) {
        facts.emplace_back(fact_of(guid_fact, feed), feed.channel.guid);
        if (feed.bulletin.empty()) continue;
        facts.emplace_back(fact_of(title_fact, feed), feed.channel.title);
        facts.emplace_back(fact_of(closed_fact, feed), feed.closed ? "1" : "");
    }
    return facts;
}

void tell_changes(const RunContext& run, std::span<const Feed> feeds, std::span<const catalog::Entry> entries,
                  const Manifest& manifest) {
    for (const Feed& feed : feeds) {
        if (feed.bulletin.empty()) continue;
        if (feed.closed && !feed.was_closed)
            tell(run, Event::Kind::problem,
                 fmt::format("bulletin '{}' has no feed of its own any more: '{}' keeps its editions and leads its "
                             "listeners to '{}'",
                             feed.bulletin, feed.path(), feed::feed_path()));
        if (feed.closed || manifest.contains(feed.path())) continue;
        const bool has_earlier = std::ranges::any_of(entries, [&](const catalog::Entry& entry) {
            return !entry.own_feed && entry.episode.bulletin == feed.bulletin;
        });
        tell(run, Event::Kind::step,
             fmt::format("bulletin '{}' has a feed of its own: {}{}", feed.bulletin,
                         run.config.show.base_url + feed.path(),
                         has_earlier ? fmt::format("; its earlier editions stay in '{}'", feed::feed_path()) : ""));
    }
}

std::vector<std::string> standing_feeds(std::span<const core::PublishedFile> manifest) {
    std::vector<std::string> paths{feed::feed_path()};
    for (const core::PublishedFile& line : manifest)
        if (line.kind == core::FileKind::feed && line.path != paths.front()) paths.push_back(line.path);
    return paths;
}

}  // namespace app
