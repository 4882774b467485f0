#include "app/run/former_match.h"

#include "app/run/identity.h"
#include "core/likeness.h"
#include "core/text.h"
#include "fetch/markup/url_identity.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace app {

namespace {

constexpr double alike = 0.9;

/// An item's title, or what else it has, in a message.
std::string called(const FormerItem& item) {
    return core::truncate(core::collapse_space(item.title.empty() ? item.guid : item.title), 80);
}

/// What one rule finds: of each article its items and the other way round, each once.
struct Finds {
    std::vector<std::vector<std::size_t>> of_article;
    std::vector<std::vector<std::size_t>> of_item;

    Finds(std::size_t articles, std::size_t items) : of_article(articles), of_item(items) {}

    void add(std::size_t article, std::size_t item) {
        if (std::ranges::find(of_article[article], item) != of_article[article].end()) return;
        of_article[article].push_back(item);
        of_item[item].push_back(article);
    }
};

using Identity = std::string (*)(std::string_view);

Finds by_address(std::span<const FormerItem> items, std::string FormerItem::*address, std::span<const Sought> articles,
                 std::vector<std::string> Sought::*addresses, Identity identity) {
    Finds finds(articles.size(), items.size());
    std::multimap<std::string, std::size_t> known;
    for (std::size_t item = 0; item < items.size(); ++item)
        if (const std::string& text = items[item].*address; !text.empty()) known.emplace(identity(text), item);
    for (std::size_t article = 0; article < articles.size(); ++article)
        for (const std::string& text : articles[article].*addresses) {
            if (text.empty()) continue;
            const auto [first, last] = known.equal_range(identity(text));
            for (auto found = first; found != last; ++found) finds.add(article, found->second);
        }
    return finds;
}

std::chrono::local_days day_of(core::Instant instant, const std::string& zone) {
    return std::chrono::floor<std::chrono::days>(core::to_written(instant, zone).local);
}

/// A day that is all that is known is that day, whatever the zone.
std::chrono::local_days day_of(const core::WrittenTime& written, const std::string& zone) {
    return written.has_clock ? day_of(core::to_instant(written, zone), zone)
                             : std::chrono::floor<std::chrono::days>(written.local);
}

Finds by_title(std::span<const FormerItem> items, std::span<const Sought> articles, const std::string& zone) {
    Finds finds(articles.size(), items.size());
    std::multimap<std::chrono::local_days, std::size_t> days;
    for (std::size_t item = 0; item < items.size(); ++item)
        if (items[item].published) days.emplace(day_of(*items[item].published, zone), item);
    for (std::size_t article = 0; article < articles.size(); ++article) {
        if (!articles[article].published) continue;
        const auto [first, last] = days.equal_range(day_of(*articles[article].published, zone));
        for (auto found = first; found != last; ++found)
            if (core::likeness(items[found->second].title, articles[article].title) >= alike)
                finds.add(article, found->second);
    }
    return finds;
}

/// Why the article takes nothing of what the rule found for it; empty where it takes it.
std::string doubt_of(const Finds& finds, std::size_t article, std::span<const FormerItem> items,
                     const std::set<std::string>& taken) {
    const std::vector<std::size_t>& found = finds.of_article[article];
    if (found.size() > 1)
        return fmt::format("it matches {} items, '{}' and '{}' among them", found.size(), called(items[found[0]]),
                           called(items[found[1]]));
    const std::size_t item = found.front();
    if (const std::size_t articles = finds.of_item[item].size(); articles > 1)
        return fmt::format("{} articles match the item '{}'", articles, called(items[item]));
    if (taken.contains(items[item].guid))
        return fmt::format("the GUID of the item '{}' is another episode's", called(items[item]));
    return {};
}

}  // namespace

const char* name(FormerRule rule) {
    switch (rule) {
        case FormerRule::recording:
            return "recording";
        case FormerRule::link:
            return "link";
        case FormerRule::title:
            return "title and day";
    }
    return "";
}

Sought sought_of(const catalog::KnownArticle& article) {
    Sought sought;
    if (!article.content.audio.empty()) sought.recordings.push_back(article.content.audio.front().url);
    if (article.link.recording) sought.recordings.push_back(article.link.recording->url);
    // An address that several items lead to names none of them.
    if (!article.link.shares_page) sought.pages = {article.link.url, article.content.url};
    sought.title = article.content.title.empty() ? article.link.title : article.content.title;
    sought.published = article.published_at;
    sought.has_guid = !article.guid.empty();
    return sought;
}

Sought sought_of(const catalog::EpisodeNames& episode) {
    Sought sought;
    sought.recordings = {episode.recording_url};
    sought.pages = {episode.listed_url, episode.canonical_url};
    sought.has_guid = true;
    return sought;
}

std::vector<Sought> sought_in(std::span<const std::vector<core::Link>> listings, const std::string& zone) {
    std::vector<Sought> all;
    std::map<std::string, std::size_t> known;
    for (const std::vector<core::Link>& listing : listings)
        for (const catalog::Found& found : found_from(listing)) {
            std::vector<std::string> names = found.keys;
            if (!found.place.empty()) names.push_back(found.place);
            std::size_t index = all.size();
            for (const std::string& name : names)
                if (const auto place = known.find(name); place != known.end()) index = place->second;
            if (index == all.size()) all.emplace_back();
            for (const std::string& name : names) known.emplace(name, index);
            Sought& sought = all[index];
            if (found.link.recording) sought.recordings.push_back(found.link.recording->url);
            if (!found.link.shares_page) sought.pages.push_back(found.link.url);
            if (sought.title.empty()) sought.title = found.link.title;
            if (!sought.published && found.link.published)
                sought.published = core::to_instant(*found.link.published, zone);
        }
    return all;
}

std::vector<FormerMatch> match_former(std::span<const FormerItem> items, std::span<const Sought> articles,
                                      const std::set<std::string>& used, const std::string& zone) {
    std::vector<FormerMatch> matches(articles.size());
    std::set<std::string> taken = used;
    const std::array<std::pair<FormerRule, Finds>, 3> rules{{
        {FormerRule::recording,
         by_address(items, &FormerItem::enclosure, articles, &Sought::recordings, fetch::unsigned_identity_of)},
        {FormerRule::link, by_address(items, &FormerItem::link, articles, &Sought::pages, fetch::identity_of)},
        {FormerRule::title, by_title(items, articles, zone)},
    }};
    // A surer rule has found everything that it can before the next one begins.
    for (const auto& [rule, finds] : rules) {
        for (std::size_t article = 0; article < articles.size(); ++article) {
            FormerMatch& match = matches[article];
            if (match.item || articles[article].has_guid || finds.of_article[article].empty()) continue;
            if (const std::string doubt = doubt_of(finds, article, items, taken); !doubt.empty()) {
                match.doubts.push_back(fmt::format("by {} {}", name(rule), doubt));
                continue;
            }
            match.item = finds.of_article[article].front();
            match.rule = rule;
            taken.insert(items[*match.item].guid);
        }
    }
    return matches;
}

std::size_t guids_in_use(const FormerFeed& feed, std::span<const catalog::EpisodeNames> episodes) {
    std::set<std::string> used;
    for (const catalog::EpisodeNames& episode : episodes) used.insert(episode.guid);
    return static_cast<std::size_t>(
        std::ranges::count_if(feed.items, [&](const FormerItem& item) { return used.contains(item.guid); }));
}

std::string use_of(const FormerFeed& feed, std::span<const catalog::EpisodeNames> episodes) {
    return fmt::format("{} of the former feed's {} GUIDs are in use", guids_in_use(feed, episodes), feed.items.size());
}

}  // namespace app
