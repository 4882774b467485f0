#include "feed/chapters.h"

#include "feed/description.h"
#include "feed/frequency.h"
#include "feed/opml.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

core::Episode bulletin() {
    return vietnamese_episodes()[1];
}

TEST(Chapters, AreWhatTheGoldenShows) {
    expect_golden("chapters.json", chapters_json(vietnamese_show(), bulletin()));
}

TEST(Chapters, SayTheSameInEveryPlace) {
    const core::Episode episode = bulletin();
    const auto document = nlohmann::json::parse(chapters_json(vietnamese_show(), episode));
    EXPECT_EQ(document.at("version"), "1.2.0");
    ASSERT_EQ(document.at("chapters").size(), episode.chapters.size());
    const std::string feed = rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{episode});
    double last = -1;
    for (std::size_t index = 0; index < episode.chapters.size(); ++index) {
        const auto& entry = document.at("chapters").at(index);
        const double start = entry.at("startTime").get<double>();
        EXPECT_GT(start, last);
        last = start;
        EXPECT_DOUBLE_EQ(start, std::chrono::duration<double>(episode.chapters[index].start).count());
        EXPECT_EQ(entry.at("title"), episode.chapters[index].title);
        EXPECT_THAT(
            episode_description(vietnamese_show(), episode),
            HasSubstr("<p>" + format_timestamp(episode.chapters[index].start) + " " + episode.chapters[index].title));
    }
    EXPECT_THAT(feed, HasSubstr("<psc:chapter start=\"00:01:05.500\" title=\"Cầu mới &amp; đường mới\""));
    EXPECT_EQ(count(feed, "<psc:chapter "), 3u);
    EXPECT_THAT(feed,
                HasSubstr("<podcast:chapters url=\"https://podcast.example/song-tien/chapters/ban-tin-toi-8-7.json\" "
                          "type=\"application/json+chapters\"/>"));
}

TEST(Chapters, TakeOnlyWebLinks) {
    core::Episode episode = bulletin();
    episode.chapters[0].url = "javascript:alert(1)";
    episode.chapters[0].image = "cover.jpg";
    const auto entry = nlohmann::json::parse(chapters_json(vietnamese_show(), episode)).at("chapters").at(0);
    EXPECT_FALSE(entry.contains("url"));
    EXPECT_FALSE(entry.contains("img"));
}

TEST(Chapters, StandInTheDescriptionFromThreeOn) {
    core::Episode episode = bulletin();
    episode.chapters.pop_back();
    EXPECT_THAT(episode_description(vietnamese_show(), episode), Not(HasSubstr("00:00:00")));
}

TEST(SyntheticVoice, IsToldInChannelAndDescriptions) {
    core::Show show = vietnamese_show();
    EXPECT_THAT(rss(show, sample_channel(), sample_edition(), vietnamese_episodes()), Not(HasSubstr("ai-content")));
    show.synthetic_voice = true;
    const std::string feed = rss(show, sample_channel(), sample_edition(), vietnamese_episodes());
    EXPECT_THAT(feed, HasSubstr("<podcast:txt purpose=\"ai-content\">"));
    EXPECT_EQ(count(feed, "giọng đọc tổng hợp (AI)"), 2u + 2 * vietnamese_episodes().size());
    show.language = "en";
    EXPECT_THAT(rss(show, sample_channel(), sample_edition(), {}), HasSubstr("synthetic (AI-generated) voice"));
}

TEST(Hubs, AreLinkedFromTheFeed) {
    core::Show show = english_show();
    show.hubs = {"https://hub.example/", "no address"};
    const std::string feed = rss(show, sample_channel(), sample_edition(), {});
    EXPECT_THAT(feed, HasSubstr("<atom:link rel=\"hub\" href=\"https://hub.example/\"/>"));
    EXPECT_EQ(count(feed, "rel=\"hub\""), 1u);
    EXPECT_THAT(feed, Not(HasSubstr("podcast:podping")));
    show.podping = "https://podping.example/";
    EXPECT_THAT(rss(show, sample_channel(), sample_edition(), {}),
                HasSubstr("<podcast:podping usesPodping=\"true\"/>"));
}

std::vector<core::Episode> every(std::chrono::hours distance, int episodes) {
    std::vector<core::Episode> list;
    for (int number = 0; number < episodes; ++number) {
        list.push_back(numbered_episode(number));
        list.back().published = instant("2024-06-01T06:00:00Z") - number * distance;
    }
    return list;
}

TEST(UpdateRhythm, FollowsFromTheEpisodes) {
    EXPECT_EQ(update_rhythm(every(24h, 5)), Rhythm::daily);
    EXPECT_EQ(update_rhythm(every(2h, 100)), Rhythm::daily);
    EXPECT_EQ(update_rhythm(every(7 * 24h, 8)), Rhythm::weekly);
    EXPECT_EQ(update_rhythm(every(14 * 24h, 8)), Rhythm::fortnightly);
    EXPECT_EQ(update_rhythm(every(30 * 24h, 8)), Rhythm::monthly);
}

TEST(UpdateRhythm, IsNotClaimedWithoutGround) {
    EXPECT_EQ(update_rhythm(every(24h, 4)), std::nullopt);
    EXPECT_EQ(update_rhythm(every(3 * 24h, 30)), std::nullopt);
    EXPECT_EQ(update_rhythm(every(90 * 24h, 30)), std::nullopt);
    EXPECT_EQ(update_rhythm(every(-24h, 30)), std::nullopt);
    EXPECT_EQ(update_rhythm({}), std::nullopt);
}

TEST(UpdateRhythm, StandsInTheFeed) {
    EXPECT_THAT(
        rss(english_show(), sample_channel(), sample_edition(), every(14 * 24h, 8)),
        HasSubstr(
            "<podcast:updateFrequency rrule=\"FREQ=WEEKLY;INTERVAL=2\">every two weeks</podcast:updateFrequency>"));
    EXPECT_THAT(rss(vietnamese_show(), sample_channel(), sample_edition(), every(24h, 8)),
                HasSubstr("rrule=\"FREQ=DAILY\">hằng ngày<"));
}

TEST(Opml, NamesEveryFeed) {
    const core::Show show = vietnamese_show();
    const OfferedFeed strange{"R&D <\"news\">", english_show().feed_url(), english_show().base_url, "en-GB"};
    expect_golden("shows.opml",
                  opml("Our podcasts",
                       std::vector{OfferedFeed{show.title, show.feed_url(), show.website, show.language}, strange}));
}

}  // namespace
}  // namespace feed
