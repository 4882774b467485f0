#include "app/run/episode_named.h"

#include "core/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

core::Show show() {
    core::Show show;
    show.base_url = "https://podcast.example/show/";
    show.details.enclosure_prefix = "https://counter.example/e/";
    return show;
}

/// The second one's page names the first one's URL as canonical, the third and fourth share a title and a recording.
std::vector<catalog::EpisodeNames> episodes() {
    return {{"guid-a",
             "Cầu  mới",
             "http://news.example/a.html",
             "https://news.example/a/canonical",
             "http://news.example/a.mp3",
             "media/a.mp3",
             {}},
            {"guid-b",
             "Chợ nổi",
             "http://news.example/b.html",
             "http://news.example/a.html",
             "http://news.example/b.mp3",
             "",
             {}},
            {"guid-c", "Bản tin", "http://news.example/c.html", "", "http://news.example/tin.mp3", "",
             catalog::Withdrawal{"asked", {}}},
            {"guid-d", "Bản tin", "", "", "http://news.example/tin.mp3", "", {}}};
}

std::string found(const std::string& name) {
    return episode_named(episodes(), name, show()).guid;
}

std::string refusal(const std::string& name) {
    try {
        return "found " + found(name);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        return error.what();
    }
}

TEST(EpisodeNamed, TakesWhatIsTheEpisodesOwn) {
    const std::vector<std::pair<std::string, std::string>> names{
        {"guid-a", "guid-a"},
        {"  guid-d ", "guid-d"},
        {"https://podcast.example/show/media/a.mp3", "guid-a"},
        {"https://counter.example/e/podcast.example/show/media/a.mp3", "guid-a"},
        {"http://news.example/a.html", "guid-a"},
        {"https://www.news.example/a.html?utm_source=mail#top", "guid-a"},
        {"http://news.example/b.html", "guid-b"},
        {"http://news.example/a/canonical", "guid-a"},
        {"http://news.example/b.mp3", "guid-b"},
        {"https://podcast.example/show/media/a.mp3", "guid-a"},
        {"cầu mới", "guid-a"},
        {"http://news.example/c.html", "guid-c"},
    };
    for (const auto& [name, guid] : names) EXPECT_EQ(found(name), guid) << name;
}

TEST(EpisodeNamed, RefusesWhatSeveralHaveAndListsThem) {
    EXPECT_THAT(refusal("Bản tin"), AllOf(HasSubstr("2 episodes go by 'Bản tin'"),
                                          HasSubstr("'Bản tin' (guid-c, http://news.example/c.html)"),
                                          HasSubstr("'Bản tin' (guid-d, http://news.example/tin.mp3)")));
    EXPECT_THAT(refusal("http://news.example/tin.mp3"), AllOf(HasSubstr("guid-c"), HasSubstr("guid-d")));
}

TEST(EpisodeNamed, RefusesWhatNoneHas) {
    for (const std::string name : {"", " ", "guid", "Cầu", "news.example/a.html", "http://news.example/",
                                   "http://news.example/none.html", "media/none.mp3"})
        EXPECT_THAT(refusal(name), HasSubstr("no episode goes by")) << name;
    EXPECT_THAT(refusal("http://reader:s3cret@news.example/none.html"),
                AllOf(HasSubstr("'http://news.example/none.html'"), Not(HasSubstr("s3cret"))));
}

TEST(EpisodeNamed, ADuplicateStandsBackAndFewOfManyAreListed) {
    std::vector<catalog::EpisodeNames> all = episodes();
    all.push_back({"", "Chợ nổi", "http://news.example/b2.html", "", "", "", {}});
    all.back().is_duplicate = true;
    EXPECT_EQ(episode_named(all, "Chợ nổi", show()).guid, "guid-b");
    EXPECT_TRUE(episode_named(all, "http://news.example/b2.html", show()).is_duplicate);
    for (int index = 0; index < 20; ++index) all.push_back({"", "Tin ngắn", "http://news.example/c", "", "", "", {}});
    try {
        episode_named(all, "tin ngắn", show());
        FAIL() << "one of twenty was taken";
    } catch (const core::Error& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("20 episodes go by"), HasSubstr("'Tin ngắn' (http://news.example/c)"),
                                        HasSubstr("and 10 more")));
    }
}

TEST(EpisodeNamed, TakesTheSourcesGuidAndALocalFileLast) {
    std::vector<catalog::EpisodeNames> all = episodes();
    all[0].listed_guid = "tag:news.example,2024:1";
    all[1].local_file = "/srv/texts/cho.txt";
    EXPECT_EQ(episode_named(all, "tag:news.example,2024:1", show()).guid, "guid-a");
    EXPECT_EQ(episode_named(all, "/srv/texts/cho.txt", show()).guid, "guid-b");
}

}  // namespace
}  // namespace app
