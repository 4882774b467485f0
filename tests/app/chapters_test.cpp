// Chapters of a newspaper's own recordings stay.

#include "core/atomic_file.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <gtest/gtest.h>

namespace app {
namespace {

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
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_EQ(chapters(), expected);
        paper.print({"mot", "Bài mot, đã sửa"});
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_NE(paper.feed().find("đã sửa"), std::string::npos);
        EXPECT_EQ(chapters(), expected);
    }
}

TEST_F(Chapters, ThatBeginTogetherStay) {
    record_chapters("-f mp3 -b:a 96k", "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=0\ntitle=Báo\n");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(chapters(), "0.000000,Báo\n" + expected);
}

}  // namespace
}  // namespace app
