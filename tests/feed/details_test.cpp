#include "feed/archive.h"
#include "feed/check.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace feed {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A show that says all that can be said.
core::Show detailed_show() {
    core::Show show = english_show();
    core::ShowDetails& details = show.details;
    details.enclosure_prefix = "https://op3.dev/e/";
    details.complete = true;
    details.funding = {{"https://harbour.example/give?a=1&b=2", "Give & take"}};
    details.license = {"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"};
    details.locations = {{"Harbour", "subject", "geo:10.45,105.63", "R113314", "VN"},
                         {"Studio", "creator", "", "", ""}};
    details.publisher = {"003af0a0-6a45-55cf-b765-68e3d349551a", "https://harbour.example/all.xml", ""};
    details.persons = {{"Bo Reed", "narrator", "cast", "https://harbour.example/bo.jpg", "https://harbour.example/bo"},
                       {"Ada Finch", "author", "writing", "", "https://harbour.example/ada"}};
    details.podroll = {{"917393e3-1b1e-5cef-ace4-edaa54e1f810", "", "Others"}};
    details.trailers = {
        {"Listen", "https://harbour.example/listen.mp3", std::chrono::year(2024) / 6 / 1, 1234, "audio/mpeg"}};
    details.proofs = {{"applepodcastsverify", "05124"}, {"verify", "S6lpp"}};
    details.block = {"all"};
    details.allow = {"podcastindex"};
    details.comments = {{"activitypub", "{link}", "@gazette", "https://social.example/@gazette"},
                        {"matrix", "https://talk.example/?about={guid}", "", ""},
                        {"atproto", "at://harbour.example/post/1", "", ""}};
    return show;
}

std::string detailed_feed(std::vector<core::Episode> episodes = english_episodes()) {
    return rss(detailed_show(), sample_channel(), sample_edition(), episodes);
}

TEST(Details, AreWhatTheGoldenShows) {
    core::Episode pictured = numbered_episode(3);
    pictured.image_path = "images/three.jpg";
    pictured.thumbnail_path = "images/three-thumbnail.jpg";
    pictured.page_picture = {"images/three-page.jpg", 960, 540};
    pictured.article_image.caption = "A boat & its crew";
    const std::string feed = detailed_feed({pictured, numbered_episode(2)});
    expect_golden("details.xml", feed);
    EXPECT_THAT(check(feed), IsEmpty());
}

TEST(Details, ASerialHasSeasonsByTheirDays) {
    using std::chrono::year;
    core::Show show = english_show();
    show.timezone = "Asia/Ho_Chi_Minh";
    const std::vector<core::Episode> episodes = english_episodes();  // of 3 and 2 January, at six in the morning, UTC
    const auto feed = [&] { return rss(show, sample_channel(), sample_edition(), episodes); };
    EXPECT_THAT(feed(), HasSubstr("<itunes:type>episodic</itunes:type>"));
    show.details.seasons = {{2, "Low & high", year(2024) / 1 / 3}, {1, "", year(2023) / 1 / 1}};
    EXPECT_THAT(feed(), HasSubstr("<itunes:type>serial</itunes:type>"));
    EXPECT_THAT(feed(), HasSubstr("<podcast:season name=\"Low &amp; high\">2</podcast:season>"));
    EXPECT_THAT(feed(), HasSubstr("<itunes:season>1</itunes:season>"));
    EXPECT_THAT(check(feed()), IsEmpty());
    // The day is that of the show's zone, where the newer one is published in the afternoon.
    show.details.seasons = {{3, "", year(2024) / 1 / 4}};
    EXPECT_THAT(feed(), Not(HasSubstr("season>")));
    show.timezone = "Pacific/Kiritimati";
    EXPECT_THAT(feed(), Not(HasSubstr("season>")));
    show.details.seasons = {{4, "", year(2024) / 1 / 3}};
    EXPECT_THAT(feed(), HasSubstr("<itunes:season>4</itunes:season>"));
}

TEST(Details, ThatNobodySaidLeaveNoTrace) {
    const std::string feed = rss(english_show(), sample_channel(), sample_edition(), english_episodes());
    for (const char* element : {"podcast:funding", "podcast:license", "podcast:location", "podcast:publisher",
                                "podcast:podroll", "podcast:trailer", "podcast:block", "itunes:block",
                                "itunes:complete", "podcast:socialInteract", "applepodcastsverify", "op3.dev"})
        EXPECT_THAT(feed, Not(HasSubstr(element)));
}

TEST(Details, OfAnEpisodesPersonsReplaceTheChannels) {
    const std::string item = between(detailed_feed(), "<item>", "</item>");
    const std::string author =
        "<podcast:person group=\"writing\" role=\"author\" href=\"https://harbour.example/ada\">Ada "
        "Finch</podcast:person>";
    EXPECT_EQ(count(item, author), 1u) << "the operator says where she is found";
    EXPECT_EQ(count(item, "podcast:person>"), 2u);
    EXPECT_THAT(item, HasSubstr(">Bo Reed</podcast:person>"));
    std::vector<core::Episode> nameless = {numbered_episode(1)};
    nameless.front().authors = {" "};
    EXPECT_THAT(between(detailed_feed(nameless), "<item>", "</item>"), Not(HasSubstr("podcast:person")))
        << "it has the channel's";
}

TEST(Details, CountDownloadsByEveryAddressOfARecordingInTheFeed) {
    const std::string feed = detailed_feed({numbered_episode(1)});
    const std::string counted = "https://op3.dev/e/podcast.example/harbour/media/episode-1.mp3";
    EXPECT_THAT(feed, HasSubstr("<enclosure url=\"" + counted + "\" length=\"100001\""));
    EXPECT_THAT(feed, HasSubstr("<podcast:source uri=\"" + counted + "\"/>"));
    EXPECT_EQ(count(feed, "harbour/media/"), 2u);
    EXPECT_EQ(count(feed, "op3.dev"), 2u) << "nothing but recordings";
    core::Show open = detailed_show();
    open.base_url = "http://podcast.example/harbour/";
    EXPECT_THAT(rss(open, sample_channel(), sample_edition(), std::vector{numbered_episode(1)}),
                HasSubstr("<enclosure url=\"https://op3.dev/e/http://podcast.example/harbour/media/episode-1.mp3\""))
        << "counters take what has no scheme for https";
}

TEST(Details, LinkToTheArticlesOfAnEpisode) {
    const auto links_of = [](const core::Episode& episode) {
        const std::string item = between(detailed_feed({episode}), "<item>", "</item>");
        return count(item, "<podcast:contentLink ");
    };
    core::Episode episode = numbered_episode(1);
    EXPECT_EQ(links_of(episode), 1u);
    episode.link = "https://harbour.example/";
    EXPECT_EQ(links_of(episode), 0u) << "the newspaper's front page is no article";
    episode.bulletin = "noon";
    episode.parts = {
        {{}, "One", "https://harbour.example/1"}, {{}, "Two", ""}, {{}, "Three", "https://harbour.example/3"}};
    EXPECT_EQ(links_of(episode), 2u);
}

TEST(Details, LeadToTheTalkOfAnEpisodeWhereItHasOne) {
    core::Episode episode = numbered_episode(1);
    const std::string feed = detailed_feed({episode});
    const std::string item = between(feed, "<item>", "</item>");
    EXPECT_THAT(item, HasSubstr("<podcast:socialInteract protocol=\"activitypub\" "
                                "uri=\"https://harbour.example/articles/1\" accountId=\"@gazette\""));
    EXPECT_THAT(item, HasSubstr("uri=\"https://talk.example/?about=newscast%3Aepisode%3A1\""));
    EXPECT_THAT(item, Not(HasSubstr("atproto"))) << "that is the show's";
    EXPECT_EQ(count(feed, "protocol=\"atproto\""), 1u);
    episode.bulletin = "noon";
    EXPECT_THAT(between(detailed_feed({episode}), "<item>", "</item>"), Not(HasSubstr("activitypub")))
        << "many articles have no one address";
}

TEST(Details, AreSaidByArchivePagesAsFarAsTheyConcernTheirEpisodes) {
    const std::string page = archive(detailed_show(), sample_channel(), 2, 1, english_episodes());
    for (const char* said : {"podcast:license", "podcast:location", "podcast:block", "Bo Reed", "op3.dev"})
        EXPECT_THAT(page, HasSubstr(said));
    for (const char* unsaid : {"podcast:funding", "podcast:podroll", "podcast:trailer", "applepodcastsverify",
                               "itunes:complete", "podcast:publisher"})
        EXPECT_THAT(page, Not(HasSubstr(unsaid)));
}

TEST(Details, HideTheShowFromAppleByItsOwnElement) {
    core::Show show = english_show();
    const auto says = [&] {
        return count(rss(show, sample_channel(), sample_edition(), {}), "<itunes:block>Yes</itunes:block>");
    };
    show.details.block = {"spotify"};
    EXPECT_EQ(says(), 0u);
    show.details.block = {"spotify", "apple"};
    EXPECT_EQ(says(), 1u);
    show.details.block = {"all"};
    EXPECT_EQ(says(), 1u);
    show.details.allow = {"apple"};
    EXPECT_EQ(says(), 0u);
}

}  // namespace
}  // namespace feed
