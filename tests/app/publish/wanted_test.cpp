// Which episode stands in which feed, and on whose archive pages.

#include "app/publish/wanted.h"

#include "feed/paths.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

core::Show show_of_a_paper() {
    core::Show show;
    show.id = "paper";
    show.title = "The Paper";
    show.description = "Read aloud.";
    show.language = "en";
    show.author = "The Paper";
    show.base_url = "https://podcast.example/paper/";
    show.categories = {{"News", ""}};
    show.timezone = "UTC";
    return show;
}

/// Entry `day` of January 2026: of an article, or an edition.
catalog::Entry entry(int day, const std::string& bulletin = {}, bool own_feed = false, std::size_t archive = 0) {
    catalog::Entry made;
    made.id = day;
    made.archive = archive;
    made.own_feed = own_feed;
    core::Episode& episode = made.episode;
    episode.bulletin = bulletin;
    episode.slug = fmt::format("episode-{}", day);
    episode.guid = fmt::format("guid-{}", day);
    episode.title = fmt::format("Episode {}", day);
    episode.published = core::Instant(std::chrono::sys_days(std::chrono::January / day / 2026));
    core::Rendition file{core::enclosure_id, fmt::format("media/episode-{}.mp3", day), "audio/mpeg", {}};
    file.made.sha256 = std::string(64, 'a');
    file.made.bytes = 1000;
    file.made.duration = std::chrono::minutes(1);
    episode.renditions = {file};
    return made;
}

Feed feed(const std::string& bulletin, const std::string& title = {}, bool closed = false) {
    Feed made{bulletin, {"guid of " + bulletin, "cover.jpg", "", "", feed::feed_path(bulletin), title}};
    made.closed = closed;
    return made;
}

class WantedTest : public testing::Test {
protected:
    Wants wants() {
        const Contents contents{[](catalog::Id) { return core::Text(); },
                                [](catalog::Id) { return std::vector<core::Cue>(); }};
        return wanted({show, feeds, entries, {}, cover, moved}, contents);
    }
    /// The feed of that path.
    std::string text_of(const std::string& path) {
        for (const WantedFeed& each : wants().feeds)
            if (each.path == path) return each.render({});
        ADD_FAILURE() << "no feed " << path;
        return {};
    }
    std::string file(const std::string& path) {
        for (const Wanted& each : wants().files)
            if (each.path == path) return std::get<Render>(each.content)();
        ADD_FAILURE() << "no file " << path;
        return {};
    }
    std::map<std::string, std::string> keys() {
        std::map<std::string, std::string> all;
        const Wants now = wants();
        for (const WantedFeed& each : now.feeds) all[each.path] = each.key;
        for (const Wanted& each : now.files) all[each.path] = each.key;
        return all;
    }
    static std::vector<std::string> guids(const std::string& xml) {
        std::vector<std::string> found;
        const std::string mark = "<guid isPermaLink=\"false\">";
        for (std::size_t at = xml.find(mark); at != std::string::npos; at = xml.find(mark, at + 1))
            found.push_back(xml.substr(at + mark.size(), xml.find('<', at + mark.size()) - at - mark.size()));
        return found;
    }

    core::Show show = show_of_a_paper();
    Artwork cover;
    bool moved = false;
    std::vector<Feed> feeds{feed(""), feed("noon", "Noon"), feed("night", "Night")};
    std::vector<catalog::Entry> entries{entry(9, "night", true), entry(8, "noon", true), entry(7),
                                        entry(6, "noon", true), entry(5, "noon", false)};
};

TEST_F(WantedTest, AnEditionStandsInOneFeedAndArticlesInTheShows) {
    EXPECT_THAT(guids(text_of("feed.xml")), ElementsAre("guid-7", "guid-5"));
    EXPECT_THAT(guids(text_of("bulletin-noon.xml")), ElementsAre("guid-8", "guid-6"));
    EXPECT_THAT(guids(text_of("bulletin-night.xml")), ElementsAre("guid-9"));
    const std::string index = file("index.html");
    for (const catalog::Entry& each : entries) EXPECT_THAT(index, HasSubstr(each.episode.title)) << "the site has all";
}

TEST_F(WantedTest, EachFeedHasItsNameAddressAndGuid) {
    const std::string noon = text_of("bulletin-noon.xml");
    EXPECT_THAT(noon, HasSubstr("rel=\"self\" href=\"https://podcast.example/paper/bulletin-noon.xml\""));
    EXPECT_THAT(noon, HasSubstr("<title>Noon</title>"));
    EXPECT_THAT(noon, HasSubstr("<podcast:guid>guid of noon</podcast:guid>"));
    EXPECT_THAT(text_of("feed.xml"), HasSubstr("<podcast:guid>guid of </podcast:guid>"));
    EXPECT_THAT(file("episodes/episode-8.html"),
                HasSubstr("\"webFeed\":\"https://podcast.example/paper/bulletin-noon"));
    EXPECT_THAT(file("episodes/episode-7.html"), HasSubstr("\"webFeed\":\"https://podcast.example/paper/feed.xml\""));
    EXPECT_THAT(file("episodes/episode-5.html"), HasSubstr("\"webFeed\":\"https://podcast.example/paper/feed.xml\""));
}

TEST_F(WantedTest, EachFeedHasAChainOfArchivePagesOfItsOwn) {
    entries = {entry(9, "noon", true),    entry(8),
               entry(7, "noon", true, 3), entry(6, "", false, 4),
               entry(5, "noon", true, 1), entry(4, "", false, 2)};
    const std::string archive = "rel=\"prev-archive\" href=\"https://podcast.example/paper/archive-000";
    EXPECT_THAT(text_of("bulletin-noon.xml"), HasSubstr(archive + "3.xml"));
    EXPECT_THAT(file("archive-0003.xml"), HasSubstr(archive + "1.xml"));
    EXPECT_THAT(file("archive-0001.xml"), Not(HasSubstr("prev-archive")));
    EXPECT_THAT(text_of("feed.xml"), HasSubstr(archive + "4.xml"));
    EXPECT_THAT(file("archive-0004.xml"), HasSubstr(archive + "2.xml"));
    const std::string last = "rel=\"last\" href=\"https://podcast.example/paper/archive-000";
    EXPECT_THAT(text_of("bulletin-noon.xml"), HasSubstr(last + "1.xml"));
    EXPECT_THAT(text_of("feed.xml"), HasSubstr(last + "2.xml"));
    EXPECT_THAT(guids(file("archive-0003.xml")), ElementsAre("guid-7"));
    EXPECT_THAT(guids(file("archive-0004.xml")), ElementsAre("guid-6"));
    for (const char* own : {"archive-0003.xml", "archive-0001.xml"})
        EXPECT_THAT(file(own), HasSubstr("rel=\"current\" href=\"https://podcast.example/paper/bulletin-noon.xml\""));
    EXPECT_THAT(file("archive-0004.xml"), HasSubstr("rel=\"current\" href=\"https://podcast.example/paper/feed.xml\""));
}

TEST_F(WantedTest, AnArchivePageStaysAsItIsWhenPagesComeBeforeAndGoBehindIt) {
    entries = {entry(9), entry(7, "", false, 3), entry(6, "", false, 2), entry(5, "", false, 1)};
    const std::string page = file("archive-0003.xml");
    const std::string feed = text_of("feed.xml");
    entries.insert(entries.begin() + 1, entry(8, "", false, 4));
    entries.pop_back();
    EXPECT_EQ(file("archive-0003.xml"), page);
    EXPECT_NE(text_of("feed.xml"), feed) << "it names the newest page and the oldest";
}

TEST_F(WantedTest, WhatChangesInOneFeedLeavesTheOthersAlone) {
    const auto before = keys();
    entries.insert(entries.begin(), entry(10, "noon", true));
    const auto after = keys();
    EXPECT_NE(after.at("bulletin-noon.xml"), before.at("bulletin-noon.xml"));
    EXPECT_EQ(after.at("bulletin-night.xml"), before.at("bulletin-night.xml"));
    EXPECT_EQ(after.at("feed.xml"), before.at("feed.xml"));
    EXPECT_NE(after.at("index.html"), before.at("index.html"));
}

TEST_F(WantedTest, ACorrectedArchivedEditionStandsInItsOwnFeedOnceMore) {
    entries = {entry(9, "noon", true), entry(8), entry(7, "noon", true, 1)};
    entries.back().episode.modified = entries.front().episode.published;
    EXPECT_THAT(guids(text_of("bulletin-noon.xml")), ElementsAre("guid-9", "guid-7"));
    EXPECT_THAT(guids(text_of("feed.xml")), ElementsAre("guid-8"));
}

TEST_F(WantedTest, AClosedFeedLeadsToTheShowsAndAMovedOneToItself) {
    const auto leads_to = [&](const std::string& path) {
        const std::string text = text_of(path);
        const std::string mark = "<itunes:new-feed-url>";
        const std::size_t at = text.find(mark);
        return at == std::string::npos ? "" : text.substr(at + mark.size(), text.find('<', at + 1) - at - mark.size());
    };
    for (const Feed& each : feeds) EXPECT_EQ(leads_to(each.path()), "");
    const auto before = keys();
    feeds.at(1).closed = true;
    EXPECT_EQ(leads_to("bulletin-noon.xml"), "https://podcast.example/paper/feed.xml");
    EXPECT_NE(keys().at("bulletin-noon.xml"), before.at("bulletin-noon.xml"));
    EXPECT_EQ(leads_to("bulletin-night.xml"), "");
    moved = true;
    EXPECT_EQ(leads_to("bulletin-noon.xml"), "https://podcast.example/paper/feed.xml");
    EXPECT_EQ(leads_to("bulletin-night.xml"), "https://podcast.example/paper/bulletin-night.xml");
    EXPECT_EQ(leads_to("feed.xml"), "https://podcast.example/paper/feed.xml");
}

TEST_F(WantedTest, AFeedWithoutEpisodesIsAFeed) {
    entries = {entry(7)};
    EXPECT_THAT(guids(text_of("bulletin-noon.xml")), IsEmpty());
    EXPECT_THAT(text_of("bulletin-noon.xml"), HasSubstr("<title>Noon</title>"));
}

}  // namespace
}  // namespace app
