// What is published, replaced, restored and left alone: whole runs against a newspaper on loopback.

#include "app/commands/doctor.h"
#include "app/run/run.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace app {
namespace {

using testing::HasSubstr;
using testing::Not;

using PublishingTest = PublishingFixture;

TEST_F(PublishingTest, ACorrectedTitleKeepsTheFilesNameAndLength) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string url = enclosure(paper.feed(), "url");
    const std::string length = enclosure(paper.feed(), "length");
    const std::string file = "media/" + paper.media().at(0);
    const std::vector<float> samples = sound::ffmpeg_samples(out(file));
    paper.print(
        {"mot", "Bài một, sửa lại cho đúng", "Thêm một đoạn.\n\nVà một đoạn nữa, dài hơn đoạn trước nhiều chữ."});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_THAT(paper.feed(), HasSubstr("Bài một, sửa lại cho đúng"));
    EXPECT_EQ(enclosure(paper.feed(), "url"), url) << "nobody fetches a recording again for a title";
    EXPECT_EQ(enclosure(paper.feed(), "length"), length);
    EXPECT_EQ(paper.media().size(), 1u);
    EXPECT_THAT(sound::ffprobe(out(file), "format_tags=title"), HasSubstr("Bài một, sửa lại cho đúng"));
    EXPECT_EQ(sound::ffmpeg_samples(out(file)), samples);
}

TEST_F(PublishingTest, ACorrectedLinkInTheTextReachesFeedPageAndTranscript) {
    const auto page = [](const char* link) {
        return support::answer(
            200,
            fmt::format(
                "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài một</title><meta "
                "property=\"og:title\" content=\"Bài một\"></head><body><article><h1>Bài một</h1><audio controls "
                "src=\"/mot.wav\"></audio><p>Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng cho người nghe.</p>"
                "<p>Xem thêm <a href=\"http://paper.example/{}\">lịch mở cửa</a> của nơi này trong tuần tới nữa."
                "</p></article></body></html>",
                link),
            {{"Content-Type", "text/html; charset=utf-8"}});
    };
    paper.server.on("/mot.html", page("sai"));
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::vector<std::string> shown{"feed.xml", one("episodes", "bai-mot"), one("transcripts", "bai-mot")};
    for (const std::string& file : shown) ASSERT_THAT(read(file), HasSubstr("paper.example/sai")) << file;
    paper.server.on("/mot.html", page("dung"));
    ASSERT_EQ(paper.run(), ExitCode::done);
    for (const std::string& file : shown) {
        EXPECT_THAT(read(file), HasSubstr("paper.example/dung")) << file;
        EXPECT_THAT(read(file), Not(HasSubstr("paper.example/sai"))) << file;
    }
}

TEST_F(PublishingTest, TheGuardLooksAtTheWholePlanBeforeAnythingIsWritten) {
    print_all({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    // The feed that stands lists an episode that the catalog does not know.
    std::string richer = paper.feed();
    const std::size_t end = richer.find("</item>") + 7;
    const std::size_t start = richer.find("<item>");
    std::string third = richer.substr(start, end - start);
    third.replace(third.find("</guid>") - 4, 4, "ffff");
    richer.insert(end, third);
    core::write_file(out("feed.xml"), richer);
    const auto before = published();
    paper.print({"mot", "Bài một, đã sửa"});
    const std::string said = complaints(ExitCode::some_failed);
    EXPECT_THAT(said, HasSubstr("feed.xml: the new feed loses 1 of 3 episodes"));
    EXPECT_THAT(said, HasSubstr("--accept-worse-feed"));
    EXPECT_EQ(published(), before) << "neither pages nor media were touched";
}

TEST_F(PublishingTest, TheChainOfArchivesEndsWhereRetentionEndsIt) {
    print_all({"mot", "hai", "ba", "bon", "nam", "sau"});
    paper.config.feed.items = 1;
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.config.feed.keep_episodes = 3;
    ASSERT_EQ(paper.run(), ExitCode::done);
    for (const std::string relation : {"prev-archive", "next"}) {
        std::string file = "feed.xml";
        std::string oldest;
        std::size_t items = 0;
        while (!file.empty()) {
            ASSERT_TRUE(filesystem::exists(out(file))) << file << " is named and not there";
            const std::string xml = read(file);
            for (std::size_t at = xml.find("<item>"); at != std::string::npos; at = xml.find("<item>", at + 1)) ++items;
            const auto target = [&](const std::string& name) {
                const std::string before = "rel=\"" + name + "\" href=\"https://podcast.example/test/";
                const std::size_t link = xml.find(before);
                return link == std::string::npos
                           ? std::string()
                           : xml.substr(link + before.size(),
                                        xml.find('"', link + before.size()) - link - before.size());
            };
            if (file == "feed.xml") oldest = target("last");
            if (target(relation).empty()) {
                EXPECT_EQ(file, oldest);
            }
            file = target(relation);
        }
        EXPECT_EQ(items, 3u) << relation;
    }
}

TEST_F(PublishingTest, ArticlesThatShareOnePictureDoNotDisturbEachOther) {
    std::vector<std::string> names;
    for (int index = 0; index < 8; ++index) names.push_back("bai" + std::to_string(index));
    const filesystem::path picture = paper.folder / "picture.jpg";
    ASSERT_EQ(shell("ffmpeg -v error -y -f lavfi -i testsrc2=s=640x480 -frames:v 1 " + picture.string()).exit_code, 0);
    paper.server.on("/default.jpg", support::file({core::read_file(picture), "image/jpeg"}));
    for (const std::string& name : names) {
        paper.record(name, 0.1, 1 + static_cast<unsigned>(name.back() - '0'));
        paper.server.on(
            "/" + name + ".html",
            support::answer(200,
                            fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                        "<meta property=\"og:title\" content=\"Bài {0}\"><meta "
                                        "property=\"og:image\" content=\"{1}\"></head><body><article><h1>Bài "
                                        "{0}</h1><audio controls src=\"/{0}.wav\"></audio><p>Một đoạn đủ dài "
                                        "để người nghe biết bài này nói về việc gì.</p></article></body>",
                                        name, paper.server.url("/default.jpg")),
                            {{"Content-Type", "text/html; charset=utf-8"}}));
    }
    paper.print_listing(names);
    paper.config.limits.per_host = 8;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(paper.media().size(), 8u);
    EXPECT_EQ(std::distance(filesystem::directory_iterator(out("images")), {}), 8 + 2)
        << "each has its own for apps, and pages show the same two";
}

TEST_F(PublishingTest, AnArticlesPictureIsNoCoverWhenItIsSmallOrCannotBeRead) {
    const filesystem::path icon = paper.folder / "icon.jpg";
    ASSERT_EQ(shell("ffmpeg -v error -y -f lavfi -i testsrc2=s=640x290 -frames:v 1 " + icon.string()).exit_code, 0);
    paper.server.on("/icon.jpg", support::file({core::read_file(icon), "image/jpeg"}));
    const std::string phone = std::string("\0\0\0\x18", 4) + "ftypheic" + std::string(4, '\0') + "mif1heic";
    paper.server.on("/phone.jpg", support::file({phone + std::string(3000, '\1'), "image/jpeg"}));
    print_all({"mot", "hai"});
    paper.print({.name = "mot", .title = "Bài mot", .picture = "/icon.jpg"});
    paper.print({.name = "hai", .title = "Bài hai", .picture = "/phone.jpg"});
    const std::string said = complaints(ExitCode::done);
    EXPECT_THAT(said, testing::HasSubstr("picture left out: not a usable picture: it has 640 x 290 pixels"));
    EXPECT_THAT(said, testing::HasSubstr("it is a HEIC picture that this machine's libav cannot read"));
    EXPECT_EQ(paper.media().size(), 2u);
    EXPECT_EQ(paper.feed().find("images/"), std::string::npos);
    EXPECT_EQ(complaints(ExitCode::done), "");
}

TEST_F(PublishingTest, RemakeMakesEveryFileAnewAndNothingElseDoes) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string first = enclosure(paper.feed(), "url");
    // Another default of a later version, and nothing that the operator said.
    paper.config.recipe.bitrate_kbps = 96;
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(enclosure(paper.feed(), "url"), first);
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    paper.now += std::chrono::minutes(1);
    ASSERT_EQ(
        static_cast<ExitCode>(
            run_show(paper.config, {paper.workers, report, interrupt, paper.now}, {.remake = Remake::yes}).exit_code),
        ExitCode::done);
    EXPECT_TRUE(enclosure(paper.feed(), "url").ends_with("-v2.mp3"));
    const auto after = published();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), after);
}

TEST_F(PublishingTest, APreviewTellsThePlanAndTouchesNothing) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    filesystem::remove(out("index.html"));
    paper.config.show.description = "Mô tả khác.";
    const auto before = published();
    const auto state_time = filesystem::last_write_time(paper.config.state_folder() / "catalog.db");
    const std::size_t requests = paper.server.requests().size();
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const std::vector<std::string> lines =
        preview_show(paper.config, {paper.workers, report, interrupt, paper.now + std::chrono::minutes(1)});
    EXPECT_THAT(lines, testing::Contains(HasSubstr("put page index.html (restored")));
    EXPECT_THAT(lines, testing::Contains(HasSubstr("put feed feed.xml (changed")));
    EXPECT_EQ(published(), before);
    EXPECT_EQ(filesystem::last_write_time(paper.config.state_folder() / "catalog.db"), state_time);
    EXPECT_EQ(paper.server.requests().size(), requests);
}

TEST_F(PublishingTest, EarlierNamesKeepAnsweringWhenTheFormatChanges) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.record("mot", 0.3, 7);
    ASSERT_EQ(paper.run(), ExitCode::done);
    ASSERT_EQ(paper.media().size(), 2u);
    const auto before = published();
    paper.config.recipe.format = core::Format::opus;
    paper.config.said = {"audio.format"};
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media().size(), 3u);
    for (const auto& [path, hash] : before) {
        if (path.ends_with(".mp3")) {
            EXPECT_EQ(published().at(path), hash) << path;
        }
    }
    const auto after = published();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), after);
}

TEST_F(PublishingTest, APageThatCannotBeReadWaitsLongerEachTime) {
    paper.print_listing({"mot", "nowhere"});
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_EQ(paper.run(), ExitCode::done) << "waiting for the next try is no failure";
    paper.now += std::chrono::minutes(20);
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    paper.now += std::chrono::minutes(20);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.requests("/nowhere.html"), 2u);
    paper.config.sources.front().xpath["title"] = "//h1";
    EXPECT_EQ(paper.run(), ExitCode::some_failed) << "other rules may read it";
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.requests("/nowhere.html"), 3u);
}

TEST_F(PublishingTest, AnIdThatASourceIsGivenKeepsItsArticles) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.print_listing({});
    paper.config.sources.front().id = "front";
    paper.config.sources.front().xpath["title"] = "//article/h1";
    const std::size_t requests = paper.requests("/mot.html");
    EXPECT_NE(paper.run(), ExitCode::machine);
    EXPECT_EQ(paper.requests("/mot.html"), requests + 1) << "the new rule reaches an article that is no longer listed";
}

TEST_F(PublishingTest, EachRenditionHasARecipeAndKeysOfItsOwn) {
    core::Recipe light = paper.config.recipe;
    light.format = core::Format::opus;
    light.bitrate_kbps = 24;
    paper.config.renditions = {{"light", light}};
    ASSERT_EQ(paper.run(), ExitCode::done);
    ASSERT_EQ(paper.media().size(), 2u);
    EXPECT_TRUE(enclosure(paper.feed(), "url").ends_with(".mp3")) << "the first is the enclosure";
    const std::string mp3 = one("media", ".mp3");
    const std::string opus = one("media", "-light.opus");
    const auto before = published();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), before);
    // Another recipe makes anew the file that it is of.
    paper.config.renditions.front().recipe.bitrate_kbps = 48;
    paper.config.said = {"rendition.light.bitrate_kbps"};
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published().at(mp3), before.at(mp3));
    EXPECT_EQ(paper.media().size(), 3u);
    const double loudness = sound::ffmpeg_reading(out(mp3), true).integrated_lufs;
    EXPECT_NEAR(sound::ffmpeg_reading(out(one("media", "-light-v2.opus")), true).integrated_lufs, loudness, 0.3);
    EXPECT_NE(published().at(opus), before.at(opus)) << "its earlier name answers with it";
    // A title concerns them all, and changes no name.
    paper.print({"mot", "Bài một, sửa lại"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media().size(), 3u);
    EXPECT_THAT(sound::ffprobe(out(mp3), "format_tags=title"), HasSubstr("sửa lại"));
    EXPECT_THAT(sound::ffprobe(out(opus), "stream_tags=title"), HasSubstr("sửa lại"));
}

}  // namespace
}  // namespace app
