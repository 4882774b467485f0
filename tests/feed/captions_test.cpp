#include "feed/captions.h"

#include "feed/episode_pages.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

std::vector<core::Cue> cues() {
    return {{0ms, 2040ms, "Phà & đò", 0.9}, {3'723'405ms, 3'725'000ms, "Giá --> 5 < 6", 0.5}};
}

core::Episode timed_episode() {
    core::Episode episode = vietnamese_episodes()[0];
    episode.read_along.cues = cues();
    core::seal(episode.read_along);
    return episode;
}

TEST(Captions, AreWebVtt) {
    EXPECT_EQ(web_vtt(cues()),
              "WEBVTT\n\n00:00:00.000 --> 00:00:02.040\nPhà &amp; đò\n\n01:02:03.405 --> 01:02:05.000\nGiá --&gt; 5 "
              "&lt; 6\n");
    EXPECT_EQ(web_vtt({}), "WEBVTT\n");
}

TEST(Captions, AreSubRip) {
    EXPECT_EQ(sub_rip(cues()),
              "1\n00:00:00,000 --> 00:00:02,040\nPhà & đò\n\n2\n01:02:03,405 --> 01:02:05,000\nGiá → 5 ‹ 6\n");
    const std::vector<core::Cue> styled{{0ms, 900ms, "{\\an8}Lên trên", 0.9}};
    EXPECT_EQ(sub_rip(styled), "1\n00:00:00,000 --> 00:00:00,900\n{ \\an8}Lên trên\n");
    EXPECT_EQ(sub_rip({}), "");
}

TEST(Captions, AreJson) {
    const auto document = nlohmann::json::parse(transcript_json(cues()));
    EXPECT_EQ(document.at("version"), "1.0.0");
    ASSERT_EQ(document.at("segments").size(), 2U);
    EXPECT_EQ(document.at("segments").at(1),
              (nlohmann::json{{"startTime", 3723.405}, {"endTime", 3725.0}, {"body", "Giá --> 5 < 6"}}));
}

TEST(Captions, StandInTheFeedBeforeTheTextAndPromiseTrueTimes) {
    const core::Episode timed = timed_episode();
    const std::string feed = rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{timed});
    const std::string url = "<podcast:transcript url=\"" + vietnamese_show().base_url + "transcripts/" + timed.slug;
    const std::size_t vtt = feed.find(url + ".vtt\" type=\"text/vtt\" language=\"vi\" rel=\"captions\"/>");
    const std::size_t srt = feed.find(url + ".srt\" type=\"application/x-subrip\" language=\"vi\" rel=\"captions\"/>");
    const std::size_t json = feed.find(url + ".json\" type=\"application/json\" language=\"vi\"/>");
    const std::size_t html = feed.find(url + ".html\" type=\"text/html\" language=\"vi\"/>");
    ASSERT_NE(html, std::string::npos);
    EXPECT_LT(vtt, srt);
    EXPECT_LT(srt, json);
    EXPECT_LT(json, html);
}

TEST(Captions, AreNotNamedWhereThereAreNoTimes) {
    const core::Episode untimed = vietnamese_episodes()[0];
    const std::string feed = rss(vietnamese_show(), sample_channel(), sample_edition(), std::vector{untimed});
    EXPECT_THAT(feed, HasSubstr("type=\"text/html\""));
    EXPECT_THAT(feed, Not(HasSubstr("captions")));
    for (const std::string& path : episode_paths(untimed)) EXPECT_FALSE(path.ends_with(".vtt")) << path;
}

TEST(Captions, AreFilesOfTheirEpisode) {
    const core::Episode timed = timed_episode();
    std::map<std::string, std::string> files;
    for (const SiteFile& file : episode_pages(vietnamese_show(), sample_channel(), timed))
        files[file.path] = file.content;
    EXPECT_EQ(files.at("transcripts/" + timed.slug + ".vtt"), web_vtt(cues()));
    EXPECT_EQ(files.at("transcripts/" + timed.slug + ".srt"), sub_rip(cues()));
    EXPECT_EQ(files.at("transcripts/" + timed.slug + ".json"), transcript_json(cues()));
}

}  // namespace
}  // namespace feed
