// The files of an episode: what the feed and the pages say of each.

#include "feed/versions.h"

#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

core::Rendition file(const std::string& id, const std::string& path, core::Format format, std::uint64_t bytes) {
    core::Rendition made{id, path, std::string(core::media_type(format)), {}};
    made.made.bytes = bytes;
    made.made.duration = 300s;
    made.made.sha256 = std::string(64, 'a');
    return made;
}

/// An MP3 of five minutes with a light Opus, an AAC of its size and a large MP3.
core::Episode episode() {
    core::Episode one = numbered_episode(1);
    one.renditions = {file(core::enclosure_id, "media/a.mp3", core::Format::mp3, 3'600'000),
                      file("aac", "media/a-aac.m4a", core::Format::m4a, 3'500'000),
                      file("large", "media/a-large.mp3", core::Format::mp3, 7'200'000),
                      file("light", "media/a-light.opus", core::Format::opus, 900'000)};
    return one;
}

TEST(Versions, AreNamedByWhatTheyAreBesideTheEnclosureWhichComesFirst) {
    const core::Episode one = episode();
    std::vector<std::string> labels;
    for (const Version& version : versions(one, words("en"))) labels.push_back(version.label());
    EXPECT_THAT(labels, ElementsAre("Standard (MP3, 3.6 MB)", "High quality (MP3, 7.2 MB)",
                                    "Other format (AAC, 3.5 MB)", "Light version (Opus, 0.9 MB)"));
    const Version light = versions(one, words("vi-VN")).back();
    EXPECT_EQ(light.title, "Bản nhẹ (Opus)");
    EXPECT_EQ(light.label(), "Bản nhẹ (Opus, 0,9 MB)");
    EXPECT_EQ(light.bitrate, 24'000u);
    EXPECT_EQ(light.codecs, "opus");
    EXPECT_EQ(light.browser_type, "audio/ogg; codecs=opus");
}

TEST(Versions, OfOneKindAreToldApartByTheirIds) {
    core::Episode one = episode();
    one.renditions.push_back(file("tiny", "media/a-tiny.opus", core::Format::opus, 600'000));
    std::vector<std::string> titles;
    for (const Version& version : versions(one, words("en"))) titles.push_back(version.title);
    EXPECT_THAT(titles, ElementsAre("Standard (MP3)", "High quality (MP3)", "Other format (AAC)",
                                    "Light version (Opus, light)", "Light version (Opus, tiny)"));
}

TEST(Versions, ClaimNoProfileOfPacketsThatWereCopied) {
    core::Episode one = episode();
    const auto aac = [&] { return versions(one, words("en"))[2]; };
    EXPECT_EQ(aac().codecs, "mp4a.40.2");
    EXPECT_EQ(aac().browser_type, "audio/mp4; codecs=mp4a.40.2");
    one.renditions[1].made.lane = core::Lane::keep;
    EXPECT_EQ(aac().codecs, "");
    EXPECT_EQ(aac().browser_type, "audio/mp4");
}

TEST(Versions, StandInTheFeedTheDefaultFirst) {
    const std::vector<core::Episode> episodes{episode()};
    const std::string xml = rss(vietnamese_show(), sample_channel(), sample_edition(), episodes);
    const auto at = [&](const std::string& text) { return xml.find(text); };
    const std::size_t first =
        at("<podcast:alternateEnclosure type=\"audio/mpeg\" length=\"3600000\" bitrate=\"96000\" "
           "title=\"Bản thường (MP3)\" default=\"true\">");
    const std::size_t light =
        at("<podcast:alternateEnclosure type=\"audio/ogg\" length=\"900000\" bitrate=\"24000\" "
           "title=\"Bản nhẹ (Opus)\" codecs=\"opus\">");
    ASSERT_NE(first, std::string::npos) << xml;
    ASSERT_NE(light, std::string::npos) << xml;
    EXPECT_LT(first, light);
    EXPECT_EQ(xml.find("default=\"true\"", first + 200), std::string::npos) << "one is the default";
    EXPECT_NE(at("codecs=\"mp4a.40.2\""), std::string::npos);
    const std::string item = xml.substr(light);
    EXPECT_THAT(item, HasSubstr("<podcast:source uri=\"" + vietnamese_show().base_url + "media/a-light.opus\"/>"));
    EXPECT_THAT(item, HasSubstr("<podcast:integrity type=\"sri\" value=\"sha256-"));
}

TEST(Versions, ALoneFileHasNoTitle) {
    core::Episode one = episode();
    one.renditions.resize(1);
    const std::string xml = rss(english_show(), sample_channel(), sample_edition(), std::vector{one});
    EXPECT_THAT(xml, HasSubstr("length=\"3600000\" bitrate=\"96000\" default=\"true\">"));
    const std::string page = episode_file(english_show(), sample_channel(), one, {}, "episodes/" + one.slug + ".html");
    EXPECT_THAT(page, HasSubstr("download>Download</a>"));
}

TEST(Versions, StandOnThePageForTheBrowserAndForTheVisitor) {
    const core::Episode one = episode();
    const std::string page = episode_file(english_show(), sample_channel(), one, {}, "episodes/" + one.slug + ".html");
    const std::size_t mp3 = page.find("<source src=\"../media/a.mp3\" type=\"audio/mpeg\"");
    const std::size_t opus = page.find("<source src=\"../media/a-light.opus\" type=\"audio/ogg; codecs=opus\"");
    ASSERT_NE(mp3, std::string::npos);
    ASSERT_NE(opus, std::string::npos);
    EXPECT_LT(mp3, opus) << "a browser takes the first that it can play";
    EXPECT_THAT(page, HasSubstr("<label hidden>Version <select data-part=\"version\">"));
    // Without a script they are links that say what they cost.
    EXPECT_THAT(page, HasSubstr("Download: <a href=\"../media/a.mp3\" download>Standard (MP3, 3.6 MB)</a> · "));
    EXPECT_THAT(page, HasSubstr("<a href=\"../media/a-light.opus\" download>Light version (Opus, 0.9 MB)</a>"));
}

TEST(Versions, GoWithThePlayButtonsOfAList) {
    const std::vector<core::Episode> episodes{episode()};
    const std::vector<ListPage> pages = list_pages(english_show(), episodes);
    const std::string index = list_page(english_show(), sample_channel(), episodes, pages.front());
    const std::string mark = "data-files=\"";
    const std::size_t begin = index.find(mark);
    ASSERT_NE(begin, std::string::npos);
    std::string text = index.substr(begin + mark.size(), index.find('"', begin + mark.size()) - begin - mark.size());
    for (std::size_t at = text.find("&quot;"); at != std::string::npos; at = text.find("&quot;"))
        text.replace(at, 6, "\"");
    const nlohmann::json list = nlohmann::json::parse(text);
    ASSERT_EQ(list.size(), 4u);
    EXPECT_EQ(list[0]["id"], core::enclosure_id);
    EXPECT_EQ(list[3]["src"], "media/a-light.opus");
    EXPECT_EQ(list[3]["type"], "audio/ogg; codecs=opus");
    EXPECT_EQ(list[3]["label"], "Light version (Opus, 0.9 MB)");
    core::Episode lone = episode();
    lone.renditions.resize(1);
    EXPECT_THAT(list_page(english_show(), sample_channel(), std::vector{lone}, pages.front()),
                Not(HasSubstr("data-files")));
}

}  // namespace
}  // namespace feed
