#include "app/run/former_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* zone = "Asia/Ho_Chi_Minh";

FormerItem item(std::string guid, std::string title, const char* published, std::string link, std::string enclosure) {
    return {std::move(guid), std::move(title), core::parse_iso8601(published), std::move(link), std::move(enclosure)};
}

Sought sought(std::string recording, std::string page, std::string title, const char* published) {
    return {{std::move(recording)},
            {std::move(page)},
            std::move(title),
            core::to_instant(*core::parse_iso8601(published), zone),
            false};
}

/// Per article the GUID that it takes and by what; "-" for none.
std::vector<std::string> taken(const std::vector<FormerItem>& items, const std::vector<Sought>& articles,
                               const std::set<std::string>& used = {}) {
    std::vector<std::string> guids;
    for (const FormerMatch& match : match_former(items, articles, used, zone))
        guids.push_back(match.item ? items[*match.item].guid + " by " + name(match.rule) : "-");
    return guids;
}

std::string doubts(const FormerMatch& match) {
    std::string all;
    for (const std::string& doubt : match.doubts) all += doubt + "\n";
    return all;
}

TEST(FormerMatch, GoesByRecordingThenByLinkThenByTitleAndDay) {
    const std::vector<FormerItem> items{
        item("r", "Một", "2024-07-08T10:00:00+07:00", "http://a.example/one", "http://a.example/1.mp3"),
        item("l", "Hai", "2024-07-08T10:00:00+07:00", "http://a.example/two", "http://cdn.example/x.mp3"),
        item("t", "Ba cây cầu mới ở Đồng Tháp", "2024-07-07T18:30:00Z", "http://cdn.example/3",
             "http://cdn.example/3.mp3"),
        item("n", "Bốn", "2024-07-08T10:00:00+07:00", "http://cdn.example/4", "http://cdn.example/4.mp3"),
    };
    const std::vector<Sought> articles{
        sought("http://a.example/3.mp3", "http://a.example/three", "Ba cây cầu mới ở Đồng Tháp!",
               "2024-07-08T23:00:00+07:00"),
        sought("http://a.example/2.mp3", "https://www.a.example/two/?utm_source=rss", "Khác",
               "2024-07-01T10:00:00+07:00"),
        sought("https://a.example/1.mp3?Expires=1&Signature=x", "http://a.example/1", "Khác",
               "2024-07-01T10:00:00+07:00"),
        sought("http://a.example/5.mp3", "http://a.example/5", "Bốn con đường", "2024-07-08T10:00:00+07:00"),
    };
    EXPECT_THAT(taken(items, articles), ElementsAre("t by title and day", "l by link", "r by recording", "-"));
}

TEST(FormerMatch, ATitleIsTheSameOnItsDayInTheShowsZoneOnly) {
    const std::vector<FormerItem> items{item("t", "Bản tin buổi sáng", "2024-07-08T23:30:00Z", "", "")};
    const auto on = [](const char* published) { return sought("", "", "Bản tin buổi sáng", published); };
    EXPECT_THAT(taken(items, {on("2024-07-09T06:00:00+07:00")}), ElementsAre("t by title and day"));
    EXPECT_THAT(taken(items, {on("2024-07-08T22:00:00+07:00")}), ElementsAre("-")) << "the same day in UTC";
    const std::vector<FormerItem> day_only{item("t", "Bản tin buổi sáng", "2024-07-08", "", "")};
    EXPECT_THAT(taken(day_only, {on("2024-07-08T00:10:00+07:00")}), ElementsAre("t by title and day"));
    const std::vector<FormerItem> no_day{{"t", "Bản tin buổi sáng", {}, "", ""}};
    EXPECT_THAT(taken(no_day, {on("2024-07-08T00:10:00+07:00")}), ElementsAre("-"));
}

TEST(FormerMatch, WhatFindsMoreThanOneTakesNothingAndSaysSo) {
    const std::vector<FormerItem> shared_link{
        item("a", "Một", "2024-07-08T10:00:00+07:00", "http://a.example/podcast", "http://a.example/1.mp3"),
        item("b", "Hai", "2024-07-09T10:00:00+07:00", "http://a.example/podcast", "http://a.example/2.mp3")};
    const std::vector<Sought> one{sought("", "http://a.example/podcast", "Ba", "2024-07-08T10:00:00+07:00")};
    EXPECT_THAT(taken(shared_link, one), ElementsAre("-"));
    EXPECT_THAT(doubts(match_former(shared_link, one, {}, zone)[0]),
                AllOf(HasSubstr("by link it matches 2 items"), HasSubstr("'Một'"), HasSubstr("'Hai'")));

    const std::vector<FormerItem> single{
        item("a", "Một", "2024-07-08T10:00:00+07:00", "http://a.example/1", "http://a.example/1.mp3")};
    const std::vector<Sought> two{
        sought("http://a.example/1.mp3", "http://a.example/x", "Một", "2024-07-02T10:00:00+07:00"),
        sought("http://a.example/1.mp3", "http://a.example/1", "Ba", "2024-07-03T10:00:00+07:00")};
    EXPECT_THAT(taken(single, two), ElementsAre("-", "a by link")) << "another rule may tell them apart";
    EXPECT_THAT(doubts(match_former(single, two, {}, zone)[0]),
                HasSubstr("by recording 2 articles match the item 'Một'"));
}

TEST(FormerMatch, AGuidIsTakenOnce) {
    const std::vector<FormerItem> items{
        item("a", "Một hai ba bốn", "2024-07-08T10:00:00+07:00", "http://a.example/1", "http://a.example/1.mp3")};
    const std::vector<Sought> articles{
        sought("http://a.example/1.mp3", "", "", "2024-07-01T10:00:00+07:00"),
        sought("", "http://a.example/1", "", "2024-07-01T10:00:00+07:00"),
        sought("", "", "Một hai ba bốn", "2024-07-08T10:00:00+07:00"),
    };
    EXPECT_THAT(taken(items, articles), ElementsAre("a by recording", "-", "-"));
    EXPECT_THAT(taken(items, {articles[1]}, {"a"}), ElementsAre("-"));
    EXPECT_THAT(doubts(match_former(items, {{articles[1]}}, {"a"}, zone)[0]), HasSubstr("is another episode's"));
    // An episode with a GUID of its own takes none, and is still what the item is of.
    std::vector<Sought> with_episode{articles[0], articles[0]};
    with_episode[0].has_guid = true;
    EXPECT_THAT(taken(items, with_episode), ElementsAre("-", "-"));
}

TEST(FormerMatch, NothingMatchesNothing) {
    const std::vector<FormerItem> items{{"a", "", {}, "", ""}, {"b", "", {}, "", ""}};
    const std::vector<Sought> articles{{{""}, {""}, "", {}, false}, {}};
    EXPECT_THAT(taken(items, articles), ElementsAre("-", "-"));
    EXPECT_THAT(taken({}, articles), ElementsAre("-", "-"));
    EXPECT_THAT(match_former(items, {}, {}, zone), IsEmpty());
}

TEST(FormerMatch, AnArticleOfTwoListingsIsOne) {
    core::Link page;
    page.url = "http://a.example/1";
    core::Link listed = page;
    listed.url = "https://www.a.example/1/";
    listed.title = "Một";
    listed.recording = core::ListedRecording{"http://a.example/1.mp3", "audio/mpeg", 0};
    core::Link other;
    other.url = "http://a.example/2";
    const std::vector<std::vector<core::Link>> listings{{page, other}, {listed}};
    const std::vector<Sought> found = sought_in(listings, zone);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_THAT(found[0].recordings, ElementsAre("http://a.example/1.mp3"));
    EXPECT_EQ(found[0].title, "Một");
}

TEST(FormerMatch, APageThatSeveralItemsShareIsNoNameOfAnArticle) {
    catalog::KnownArticle article;
    article.link.url = "http://a.example/podcast";
    article.link.shares_page = true;
    article.content.url = article.link.url;
    article.content.audio = {{"http://a.example/1.mp3", "audio element", 1.0}};
    EXPECT_THAT(sought_of(article).pages, IsEmpty());
    EXPECT_THAT(sought_of(article).recordings, ElementsAre("http://a.example/1.mp3"));
}

TEST(FormerMatch, CountsTheGuidsInUse) {
    FormerFeed feed;
    feed.items = {{"a", "", {}, "", ""}, {"b", "", {}, "", ""}};
    catalog::EpisodeNames episode;
    episode.guid = "b";
    EXPECT_EQ(use_of(feed, std::vector{episode}), "1 of the former feed's 2 GUIDs are in use");
}

}  // namespace
}  // namespace app
