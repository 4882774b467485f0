#include "core/atomic_file.h"
#include "tests/app/program.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class NormalizeTest : public testing::Test {
protected:
    NormalizeTest() { sound::write_wav(at("in.wav"), sound::babble(4, 0.05, 44100, 1)); }

    std::filesystem::path at(const std::string& name) const { return folder / name; }
    Answer normalize(const std::string& input, const std::string& output, const std::string& options = {}) const {
        return newscast(
            fmt::format("normalize {} -o {} {}", sound::quoted(at(input)), sound::quoted(at(output)), options));
    }
    /// A recording with a cover, chapters and tags, as ffmpeg writes them.
    void make_source(const std::string& name) const {
        core::write_file(
            at("meta"),
            ";FFMETADATA1\ntitle=Cầu mới\nartist=Lê An\nalbum=Tin chiều\nalbum_artist=Đài\ndate=2024-07-08\n"
            "genre=Speech\ntrack=3\ncomment=Một lời\nlanguage=vie\nlyrics=Dòng một\ncopyright=Báo 2024\n"
            "publisher=Tòa soạn\nREPLAYGAIN_TRACK_GAIN=-7.5 dB\nR128_TRACK_GAIN=9876\n"
            "iTunNORM=0000 0001\nMOTIF=của riêng\n"
            "CHAPTER000=00:00:00.000\nCHAPTER000NAME=Phần một\nCHAPTER001=00:00:02.000\n"
            "CHAPTER001NAME=Phần hai\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=Phần một\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\ntitle=Phần hai\n");
        const bool takes_cover = name.ends_with(".mp3") || name.ends_with(".m4a") || name.ends_with(".flac");
        if (!std::filesystem::exists(at("cover.png")))
            sound::run("ffmpeg -v error -f lavfi -i color=red:s=300x300 -frames:v 1 " + sound::quoted(at("cover.png")));
        const std::string cover = takes_cover ? "-i " + sound::quoted(at("cover.png")) +
                                                    " -map 2:v -c:v copy -disposition:v attached_pic "
                                                    "-metadata:s:v comment='Cover (front)'"
                                              : "";
        sound::run(fmt::format("ffmpeg -v error -y -i {} -i {} {} -map 0:a -map_metadata 1 -map_chapters 1 {} {}",
                               sound::quoted(at("in.wav")), sound::quoted(at("meta")), cover,
                               name.ends_with(".ogg") ? "-c:a libvorbis" : "", sound::quoted(at(name))));
    }
    std::string facts(const std::string& name) const {
        return sound::run("ffprobe -v error -show_format -show_streams -show_chapters -of json " +
                          sound::quoted(at(name)));
    }

    support::TemporaryFolder folder;
};

TEST_F(NormalizeTest, SeveralRecordingsGoIntoAFolder) {
    core::write_file(at("there.mp3"), "somebody's");
    core::write_file(at("two.wav"), core::read_file(at("in.wav")));
    for (const char* output : {"there.mp3", "new.mp3"}) {
        const Answer answer = newscast(fmt::format("normalize {} {} -o {}", sound::quoted(at("in.wav")),
                                                   sound::quoted(at("two.wav")), sound::quoted(at(output))));
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr(output), HasSubstr("name a folder with -o")));
    }
    EXPECT_FALSE(std::filesystem::exists(at("new.mp3")));
    EXPECT_EQ(core::read_file(at("there.mp3")), "somebody's");
}

TEST_F(NormalizeTest, TheNameSaysTheFormat) {
    for (const auto& [name, container] : {std::pair("a.mp3", "mp3"),
                                          {"a.M4A", "mov,mp4"},
                                          {"a.m4b", "mov,mp4"},
                                          {"a.opus", "ogg"},
                                          {"a.ogg", "ogg"},
                                          {"a", "mp3"}}) {
        const Answer answer = normalize("in.wav", name);
        EXPECT_EQ(answer.exit_code, 0) << answer.output;
        EXPECT_THAT(sound::ffprobe(at(name), "format=format_name"), HasSubstr(container)) << name;
    }
    EXPECT_EQ(normalize("in.wav", "b.m4a", "--format m4a").exit_code, 0);
    EXPECT_EQ(normalize("in.wav", "b", "--format opus").exit_code, 0);
    EXPECT_EQ(normalize("in.wav", "folder/", "--format opus").exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(at("folder/in.opus")));
}

TEST_F(NormalizeTest, ANameOfAnotherFormatIsRefused) {
    for (const auto& [name, options] : {std::pair("c.wav", ""),
                                        {"c.flac", ""},
                                        {"c.wav", "--format mp3"},
                                        {"c.mp3", "--format m4a"},
                                        {"c.ogg", "--format mp3"}}) {
        const Answer answer = normalize("in.wav", name, options);
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr(name), HasSubstr("format")));
        EXPECT_FALSE(std::filesystem::exists(at(name)));
    }
}

TEST_F(NormalizeTest, WhatTheFormatDoesNotKnowIsRefusedWithTheNearest) {
    for (const auto& [output, options, said] : {std::tuple("d.mp3", "--bitrate 100", "96 and 112 are nearest"),
                                                {"d.mp3", "--bitrate 320 --sample-rate 22050", "160 is nearest"},
                                                {"d.mp3", "--sample-rate 44000", "32000 and 44100 are nearest"},
                                                {"d.opus", "--sample-rate 44100", "24000 and 48000 are nearest"},
                                                {"d.opus", "--bitrate 511 --channels stereo", "510 is nearest"},
                                                {"d.opus", "--bitrate 5", "6 is nearest"},
                                                {"d.m4a", "--bitrate 400", "264 is nearest"},
                                                {"d.m4a", "--sample-rate 200000", "96000 is nearest"}}) {
        const Answer answer = normalize("in.wav", output, options);
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, HasSubstr(said));
    }
    EXPECT_EQ(normalize("in.wav", "d.opus").exit_code, 0) << "nobody named a sample rate";
    EXPECT_EQ(normalize("in.wav", "d.opus", "--bitrate 6 --sample-rate 16000").exit_code, 0);
    EXPECT_EQ(normalize("in.wav", "d.m4a", "--bitrate 264").exit_code, 0);
    EXPECT_EQ(normalize("in.wav", "d.opus", "--bitrate 256").exit_code, 0);
}

TEST_F(NormalizeTest, WhatTheSourceSaysOfItselfStays) {
    if (!sound::have("ffmpeg")) GTEST_SKIP() << "ffmpeg, which makes the sources, is not installed";
    for (const char* source : {"s.mp3", "s.m4a", "s.ogg", "s.flac"}) {
        make_source(source);
        for (const char* made : {"m.mp3", "m.m4a", "m.opus"}) {
            SCOPED_TRACE(fmt::format("{} to {}", source, made));
            const Answer answer = normalize(source, made);
            EXPECT_EQ(answer.exit_code, 0) << answer.output;
            const std::string told = facts(made);
            for (const char* value : {"Cầu mới", "Lê An", "Tin chiều", "Đài", "2024-07-08", "Speech", "\"3\"",
                                      "Một lời", "Dòng một", "Báo 2024", "Phần một", "Phần hai"})
                EXPECT_THAT(told, HasSubstr(value));
            // ffmpeg itself has no place for these in M4A.
            if (!std::string(source).ends_with("m4a")) {
                EXPECT_THAT(told, AllOf(HasSubstr("vie"), HasSubstr("Tòa soạn"), HasSubstr("của riêng")));
            }
            EXPECT_THAT(told, Not(testing::ContainsRegex("[Ii][Tt][Uu][Nn][Nn][Oo][Rr][Mm]|REPLAYGAIN|-7.5 dB|9876")));
            EXPECT_THAT(told, Not(HasSubstr("Podcast"))) << "nobody said that it is one";
            if (!std::string(source).ends_with("ogg")) {
                EXPECT_THAT(told, AllOf(HasSubstr("\"codec_name\": \"png\""), HasSubstr("\"width\": 300")));
            }
        }
    }
}

TEST_F(NormalizeTest, EachLaneKeepsThem) {
    if (!sound::have("ffmpeg")) GTEST_SKIP() << "ffmpeg, which makes the sources, is not installed";
    make_source("s.mp3");
    for (const char* options : {"--lane keep", "--lane gain", "--lane encode"}) {
        const Answer answer = normalize("s.mp3", "m.mp3", std::string(options) + " --true-peak 0 --explain");
        if (answer.exit_code != 0) {
            EXPECT_THAT(answer.output, HasSubstr("cannot serve"));
            continue;
        }
        EXPECT_THAT(facts("m.mp3"), AllOf(HasSubstr("Cầu mới"), HasSubstr("Phần hai"), HasSubstr("300")));
    }
}

TEST_F(NormalizeTest, ChaptersMoveWithWhatIsTrimmed) {
    if (!sound::have("ffmpeg")) GTEST_SKIP() << "ffmpeg, which makes the sources, is not installed";
    sound::Wave wave = sound::silence(3);
    sound::append(wave, sound::babble(5, 0.1));
    sound::write_wav(at("in.wav"), wave);
    core::write_file(at("meta"),
                     ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Lặng\n"
                     "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=5000\ntitle=Đầu\n"
                     "[CHAPTER]\nTIMEBASE=1/1000\nSTART=5000\nEND=8000\ntitle=Sau\n");
    sound::run(fmt::format("ffmpeg -v error -i {} -i {} -map 0:a -map_chapters 1 {}", sound::quoted(at("in.wav")),
                           sound::quoted(at("meta")), sound::quoted(at("s.mp3"))));
    ASSERT_EQ(normalize("s.mp3", "m.mp3", "--trim-silence").exit_code, 0);
    const std::string told = facts("m.mp3");
    EXPECT_THAT(told, AllOf(Not(HasSubstr("Lặng")), HasSubstr("Đầu"), HasSubstr("Sau")));
    const std::string starts =
        sound::run("ffprobe -v error -show_entries chapter=start_time -of csv=p=0 " + sound::quoted(at("m.mp3")));
    double first = -1;
    double second = -1;
    ASSERT_EQ(std::sscanf(starts.c_str(), "%lf\n%lf", &first, &second), 2) << starts;
    EXPECT_EQ(first, 0.0);
    EXPECT_NEAR(second, 5.0 - 2.8, 0.15) << "0.2 s before the first word are left";
}

}  // namespace
}  // namespace app
