#include "feed/chapters.h"

#include "feed/archive.h"
#include "feed/description.h"
#include "feed/frequency.h"
#include "feed/html_text.h"
#include "feed/opml.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <fmt/core.h>
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
        const core::Chapter& chapter = episode.chapters[index];
        const std::string line = "<p>" + format_timestamp(chapter.start) + " " +
                                 (chapter.url.empty() ? chapter.title : link_html(chapter.url, chapter.title)) + "</p>";
        EXPECT_THAT(episode_description(vietnamese_show(), episode), HasSubstr(line));
        EXPECT_THAT(episode_notes(vietnamese_show(), episode), HasSubstr(line));
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
    for (const char* image : {"data:image/png;base64,AA", "javascript:alert(1)", "../other/x.jpg", "/etc/x.jpg"}) {
        episode.chapters[0].image = image;
        const auto entry = nlohmann::json::parse(chapters_json(vietnamese_show(), episode)).at("chapters").at(0);
        EXPECT_FALSE(entry.contains("url"));
        EXPECT_FALSE(entry.contains("img")) << image;
    }
    const std::string feed = rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{episode});
    EXPECT_THAT(feed, Not(HasSubstr("javascript")));
    EXPECT_THAT(feed, Not(HasSubstr("x.jpg")));
}

TEST(Chapters, HaveThePicturesOfTheShowsOwnFolder) {
    core::Episode episode = bulletin();
    episode.chapters[0].image = "images/lua.jpg";
    const std::string url = "https://podcast.example/song-tien/images/lua.jpg";
    EXPECT_EQ(nlohmann::json::parse(chapters_json(vietnamese_show(), episode)).at("chapters").at(0).at("img"), url);
    EXPECT_THAT(rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{episode}),
                HasSubstr("href=\"https://songtien.example/lua\" image=\"" + url + "\"/>"));
}

TEST(Chapters, TheirNamespaceIsDeclaredOnlyWhereItIsUsed) {
    core::Episode episode = bulletin();
    const auto pages = [&] {
        return rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{episode}) +
               archive(vietnamese_show(), sample_channel(), 1, 0, std::vector{episode});
    };
    EXPECT_EQ(count(pages(), "xmlns:psc=\"http://podlove.org/simple-chapters\""), 2U);
    episode.chapters.clear();
    EXPECT_THAT(pages(), Not(HasSubstr("psc")));
    EXPECT_THAT(pages(), Not(HasSubstr("podcast:chapters")));
}

/// A day of so many articles.
core::Episode long_bulletin(int articles) {
    core::Episode episode = bulletin();
    episode.bulletin = "toi";
    episode.chapters = {{0ms, "Mở đầu", "", ""}};
    episode.parts.clear();
    for (int i = 0; i < articles; ++i) {
        const core::Chapter chapter{
            std::chrono::seconds(10 + 300 * i), fmt::format("Bài số {} kể về một ngày trên sông & dưới bến", i),
            fmt::format("https://songtien.example/2024/07/08/bai-so-{}-ke-ve-mot-ngay.html", i), ""};
        episode.chapters.push_back(chapter);
        episode.parts.push_back({chapter.start, chapter.title, chapter.url});
    }
    return episode;
}

TEST(Bulletin, ListsItsArticlesWithTimeTitleAndLink) {
    core::Episode episode = long_bulletin(2);
    const std::string line =
        "<p>00:05:10 <a href=\"https://songtien.example/2024/07/08/bai-so-1-ke-ve-mot-ngay.html\">"
        "Bài số 1 kể về một ngày trên sông & dưới bến</a></p>";
    const auto expect_list = [&] {
        EXPECT_THAT(episode_description(vietnamese_show(), episode), HasSubstr(line));
        EXPECT_THAT(episode_notes(vietnamese_show(), episode), HasSubstr(line));
    };
    EXPECT_THAT(episode_notes(vietnamese_show(), episode), HasSubstr("<p>00:00:00 Mở đầu</p>"));
    expect_list();
    // Also where it is the only one, or nothing is known of chapters.
    episode.chapters.erase(episode.chapters.begin(), episode.chapters.begin() + 2);
    expect_list();
    episode.chapters.clear();
    expect_list();
}

TEST(Bulletin, NotesHoldAllAndADescriptionWhatFits) {
    struct Case {
        int articles;
        bool links;
        bool all;
    };
    for (const auto& [articles, links, all] : {Case{15, true, true}, Case{36, false, true}, Case{200, false, false}}) {
        SCOPED_TRACE(articles);
        core::Episode episode = long_bulletin(articles);
        while (episode.lead.size() < 3000) episode.lead += " Một câu nữa của ngày hôm nay.";
        const std::string notes = episode_notes(vietnamese_show(), episode);
        EXPECT_EQ(count(notes, "<a href=\"https://songtien.example/2024/"), static_cast<std::size_t>(articles));
        EXPECT_THAT(notes, Not(HasSubstr("…")));
        const std::string description = episode_description(vietnamese_show(), episode);
        EXPECT_LE(description.size(), 4000U);
        EXPECT_THAT(description, HasSubstr("Một câu nữa của ngày hôm nay.")) << "the lead has its place";
        EXPECT_EQ(count(description, "<a href=\"https://songtien.example/2024/"),
                  static_cast<std::size_t>(links ? articles : 0));
        const std::size_t times = count(description, "<p>0") + count(description, "<p>1");
        EXPECT_EQ(count(description, " dưới bến" + std::string(links ? "</a>" : "") + "</p>"), times - 1)
            << "none is cut";
        EXPECT_EQ(count(description, "<p>…</p>"), all ? 0U : 1U);
        if (all)
            EXPECT_EQ(times, static_cast<std::size_t>(articles) + 1);
        else
            EXPECT_GT(times, 20U);
    }
}

TEST(Chapters, StandInTheDescriptionFromThreeOn) {
    core::Episode episode = bulletin();
    episode.chapters.pop_back();
    EXPECT_THAT(episode_description(vietnamese_show(), episode), Not(HasSubstr("00:00:00")));
}

TEST(SyntheticVoice, IsToldInChannelAndDescriptions) {
    core::Show show = vietnamese_show();
    const std::string human = rss(show, sample_channel(), sample_edition(), vietnamese_episodes());
    EXPECT_THAT(human, HasSubstr("    <podcast:txt purpose=\"ai-content\">false</podcast:txt>"));
    EXPECT_EQ(count(human, "ai-content"), 1u);
    show.synthetic_voice = true;
    const std::string feed = rss(show, sample_channel(), sample_edition(), vietnamese_episodes());
    EXPECT_THAT(feed, HasSubstr("    <podcast:txt purpose=\"ai-content\">true</podcast:txt>"));
    EXPECT_EQ(count(feed, "giọng đọc tổng hợp (AI)"), 1u + 2 * vietnamese_episodes().size());
    show.language = "en";
    EXPECT_THAT(rss(show, sample_channel(), sample_edition(), {}), HasSubstr("synthetic (AI-generated) voice"));
}

TEST(SyntheticVoice, IsToldOfAnEpisodeThatIsAnExceptionInTheShow) {
    core::Episode spoken = numbered_episode(2);
    spoken.synthetic = true;
    const std::string feed =
        rss(english_show(), sample_channel(), sample_edition(), std::vector{spoken, numbered_episode(1)});
    EXPECT_EQ(count(feed, "<podcast:txt purpose=\"ai-content\">false</podcast:txt>"), 1u) << "of the channel";
    EXPECT_EQ(count(feed, "<podcast:txt purpose=\"ai-content\">true</podcast:txt>"), 1u);
    EXPECT_GT(feed.find("ai-content\">true"), feed.find("<item>"));
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
