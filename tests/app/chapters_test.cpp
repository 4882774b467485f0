// Chapters of a newspaper's own recordings stay.

#include "core/atomic_file.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace app {
namespace {

using testing::HasSubstr;
using testing::Not;

class Chapters : public PublishingFixture {
protected:
    /// A recording with three chapters, the last of which begins behind its end.
    void record_chapters(const std::string& options, const std::string& before = {}) {
        sound::write_wav(paper.folder / "plain.wav", sound::babble(8.0, 0.2));
        core::write_file(paper.folder / "chapters",
                         ";FFMETADATA1\n" + before +
                             "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=3000\ntitle=Mở đầu\n[CHAPTER]\n"
                             "TIMEBASE=1/1000\nSTART=3000\nEND=8000\ntitle=Tin chính\n[CHAPTER]\nTIMEBASE=1/1000\n"
                             "START=20000\nEND=30000\ntitle=Xa quá\n");
        sound::run("ffmpeg -v error -y -i " + sound::quoted(paper.folder / "plain.wav") + " -i " +
                   sound::quoted(paper.folder / "chapters") + " -map 0:a -map_chapters 1 " + options + " " +
                   sound::quoted(paper.folder / "with"));
        paper.server.on("/mot.wav", support::file({core::read_file(paper.folder / "with"), "audio/mpeg"}));
    }
    std::string chapters() const {
        return sound::run("ffprobe -v error -show_entries chapter=start_time:chapter_tags=title -of csv=p=0 " +
                          sound::quoted(out("media/" + paper.media().front())));
    }
    const std::string left_out = "1 of its 3 chapters are left out: they begin behind its end";
    const std::string expected = "0.000000,Mở đầu\n3.000000,Tin chính\n";
};

TEST_F(Chapters, OfARecordingStayInEveryLaneAndFormatAndWhenItsTitleIsCorrected) {
    struct Case {
        const char* options;
        core::Format format;
        core::Lane lane;
    };
    for (const auto& [options, format, lane] : {Case{"-f mp3 -b:a 96k", core::Format::mp3, core::Lane::encode},
                                                Case{"-f mp3 -b:a 64k -ac 1", core::Format::mp3, core::Lane::gain},
                                                Case{"-f mp3 -b:a 96k", core::Format::m4a, core::Lane::encode},
                                                Case{"-f mp4 -c:a aac", core::Format::opus, core::Lane::encode}}) {
        SCOPED_TRACE(options);
        filesystem::remove_all(paper.config.out_directory);
        filesystem::remove_all(paper.config.state_directory);
        record_chapters(options);
        paper.print({"mot", "Bài mot"});
        paper.config.recipe.format = format;
        paper.config.recipe.lane = lane;
        EXPECT_THAT(complaints(ExitCode::done), HasSubstr(left_out));
        EXPECT_EQ(chapters(), expected);
        paper.print({"mot", "Bài mot, đã sửa"});
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_NE(paper.feed().find("đã sửa"), std::string::npos);
        EXPECT_EQ(chapters(), expected);
    }
}

/// Of the chapters, what the feed's item, its JSON and the page say.
class ChaptersEverywhere : public Chapters {
protected:
    void SetUp() override {
        if (!sound::have("ffmpeg") || !sound::have_mutagen()) GTEST_SKIP() << "ffmpeg or mutagen is not installed";
        sound::Wave wave = sound::silence(3);
        sound::append(wave, sound::babble(8, 0.2));
        sound::write_wav(paper.folder / "plain.wav", wave);
    }
    /// Serves "with" as the article's recording.
    void offer(const std::string& type) {
        paper.server.on("/mot.wav", support::file({core::read_file(paper.folder / "with"), type}));
    }
    /// An MP3 whose second chapter has a URL and a picture.
    void record_mp3() {
        sound::run(fmt::format("ffmpeg -v error -y -i {} -f mp3 -b:a 96k {}", sound::quoted(paper.folder / "plain.wav"),
                               sound::quoted(paper.folder / "with")));
        sound::run(
            "/usr/bin/python3 -c 'import sys\nfrom mutagen.id3 import ID3, APIC, CHAP, TIT2, WXXX\nt = ID3()\n"
            "def add(name, start, end, *frames): t.add(CHAP(element_id=name, start_time=start, end_time=end, "
            "start_offset=0xffffffff, end_offset=0xffffffff, sub_frames=list(frames)))\n"
            "add(\"a\", 0, 3000, TIT2(encoding=3, text=[\"Lặng\"]))\n"
            "add(\"b\", 2000, 6000, TIT2(encoding=3, text=[\"Mở đầu & <chào>\"]), WXXX(encoding=0, desc=\"\", "
            "url=\"https://songtien.example/mo-dau?a=1&b=2\"), APIC(encoding=0, mime=\"image/png\", type=3, "
            "desc=\"\", data=b\"\\x89PNG\\r\\n\\x1a\\n\" + b\"x\" * 500))\n"
            "add(\"c\", 6000, 11000, TIT2(encoding=3, text=[\"Tin chính\"]))\n"
            "add(\"d\", 8500, 11000, TIT2(encoding=3, text=[\"Thời tiết\"]))\nt.save(sys.argv[1])' " +
            sound::quoted(paper.folder / "with"));
        offer("audio/mpeg");
    }
    /// Starts in milliseconds, of the chapters' JSON.
    std::vector<long> starts() const {
        std::vector<long> list;
        const nlohmann::json document = json();
        for (const auto& one : document.at("chapters"))
            list.push_back(std::lround(one.at("startTime").get<double>() * 1000));
        return list;
    }
    nlohmann::json json() const { return nlohmann::json::parse(read(one("chapters", ".json"))); }
    std::string page() const { return read(one("episodes", ".html")); }
    std::string file() const { return sound::quoted(out("media/" + paper.media().front())); }
};

TEST_F(ChaptersEverywhere, OfARecordingStandEverywhereAndMoveWithWhatIsTrimmed) {
    record_mp3();
    paper.config.recipe.trim_silence = true;
    EXPECT_EQ(complaints(ExitCode::done), "");
    // Of three seconds of silence 0.2 are left; what begins in what is gone goes too.
    ASSERT_EQ(starts().size(), 3U);
    EXPECT_NEAR(static_cast<double>(starts()[1]), 6000 - 2800, 100);
    EXPECT_NEAR(static_cast<double>(starts()[2]), 8500 - 2800, 100);
    const auto first = json().at("chapters").at(0);
    EXPECT_EQ(first.at("startTime"), 0);
    EXPECT_EQ(first.at("title"), "Mở đầu & <chào>");
    EXPECT_EQ(first.at("url"), "https://songtien.example/mo-dau?a=1&b=2");
    EXPECT_FALSE(first.contains("img")) << "a recording's picture stays in the file";

    const std::string feed = paper.feed();
    const std::string slug = one("chapters", ".json");
    EXPECT_THAT(feed, HasSubstr("<podcast:chapters url=\"" + paper.config.show.base_url + slug +
                                "\" type=\"application/json+chapters\"/>"));
    EXPECT_THAT(
        feed, HasSubstr("title=\"Mở đầu &amp; &lt;chào&gt;\" href=\"https://songtien.example/mo-dau?a=1&amp;b=2\"/>"));
    const nlohmann::json document = json();
    for (const auto& chapter : document.at("chapters")) {
        const long start = std::lround(chapter.at("startTime").get<double>() * 1000);
        EXPECT_THAT(feed,
                    HasSubstr(fmt::format("<psc:chapter start=\"00:00:{:02}.{:03}\"", start / 1000, start % 1000)));
        const auto title = chapter.at("title").get<std::string>();
        const std::string name = title.substr(0, title.find(' '));
        EXPECT_THAT(feed, testing::ContainsRegex(
                              fmt::format("<p>00:00:{:02} [^/]*(//songtien[^/]*/[^/]*)?{}", start / 1000, name)));
        EXPECT_THAT(page(), HasSubstr(fmt::format("<time>0:{:02}</time> <span class=\"name\">{}", start / 1000, name)));
    }
    EXPECT_THAT(page(), HasSubstr("href=\"https://songtien.example/mo-dau?a=1&amp;b=2\""));

    const std::string tags = sound::mutagen(out("media/" + paper.media().front()));
    EXPECT_THAT(tags, HasSubstr("https://songtien.example/mo-dau?a=1&b=2"));
    EXPECT_THAT(tags, HasSubstr("(image/png, 508 bytes)"));
    std::string listed;
    for (const long start : starts()) listed += fmt::format("{}.{:03}000\n", start / 1000, start % 1000);
    EXPECT_EQ(sound::run("ffprobe -v error -show_entries chapter=start_time -of csv=p=0 " + file()), listed);
}

TEST_F(ChaptersEverywhere, KeepTheirUrlsInAnyFormatAndWhenATitleIsCorrected) {
    for (const core::Format format : {core::Format::m4a, core::Format::opus, core::Format::mp3}) {
        SCOPED_TRACE(core::name(format));
        filesystem::remove_all(paper.config.out_directory);
        filesystem::remove_all(paper.config.state_directory);
        record_mp3();
        paper.print({"mot", "Bài mot"});
        paper.config.recipe.format = format;
        EXPECT_EQ(complaints(ExitCode::done), "");
        const nlohmann::json before = json().at("chapters");
        ASSERT_EQ(before.size(), 4U);
        EXPECT_EQ(before.at(1).at("url"), "https://songtien.example/mo-dau?a=1&b=2");
        paper.print({"mot", "Bài mot, đã sửa"});
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_THAT(paper.feed(), HasSubstr("đã sửa"));
        EXPECT_EQ(json().at("chapters"), before);
        if (format == core::Format::mp3) {
            EXPECT_THAT(sound::mutagen(out("media/" + paper.media().front())), HasSubstr("(image/png, 508 bytes)"));
        }
    }
}

TEST_F(ChaptersEverywhere, OfFilesFromBeforeComeWhenTheyAreTaggedAnew) {
    if (!sound::have("sqlite3")) GTEST_SKIP() << "sqlite3 is not installed";
    record_mp3();
    EXPECT_EQ(complaints(ExitCode::done), "");
    const nlohmann::json before = json().at("chapters");
    for (const auto& entry : filesystem::recursive_directory_iterator(paper.config.state_directory))
        if (entry.path().extension() == ".db")
            sound::run("sqlite3 " + sound::quoted(entry.path()) + " \"UPDATE files SET chapters = ''\"");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(paper.feed(), Not(HasSubstr("psc")));
    EXPECT_FALSE(filesystem::exists(out("chapters")) && !filesystem::is_empty(out("chapters")));
    paper.print({"mot", "Bài mot, đã sửa"});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(json().at("chapters"), before);
}

TEST_F(ChaptersEverywhere, OfVorbisCommentsKeepTheirUrls) {
    sound::run(
        fmt::format("ffmpeg -v error -y -i {} -metadata CHAPTER001=00:00:00.000 -metadata CHAPTER001NAME=Một "
                    "-metadata CHAPTER002=00:00:03.500 -metadata CHAPTER002NAME=Hai -metadata "
                    "CHAPTER002URL=https://songtien.example/hai -f flac {}",
                    sound::quoted(paper.folder / "plain.wav"), sound::quoted(paper.folder / "with")));
    offer("audio/flac");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(
        json().at("chapters").dump(),
        R"([{"startTime":0,"title":"Một"},{"startTime":3.5,"title":"Hai","url":"https://songtien.example/hai"}])");
}

TEST_F(Chapters, ThatBeginTogetherStay) {
    record_chapters("-f mp3 -b:a 96k", "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=0\ntitle=Báo\n");
    EXPECT_THAT(complaints(ExitCode::done), HasSubstr("1 of its 4 chapters are left out"));
    EXPECT_EQ(chapters(), "0.000000,Báo\n" + expected);
}

}  // namespace
}  // namespace app
