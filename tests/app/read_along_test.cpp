// Texts are found in their recordings, by runs and by newscast align. The recordings are read by another voice than the
// one that they are compared with, at another pace.

#include "core/atomic_file.h"
#include "tests/app/read_along_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST_F(ReadAlongTest, ATextIsTimedInItsRecording) {
    publish_story(ferry, std::string("Bến phà thêm chuyến.\n\n") + ferry);
    EXPECT_THAT(told(), IsEmpty());
    const std::string vtt = transcript(".vtt");
    EXPECT_THAT(vtt, StartsWith("WEBVTT\n\n00:00:00."));
    for (const char* sentence : {"\nBến phà thêm chuyến\n", "\nGiá vé không đổi.\n", "chỉ nghỉ khi có bão.\n"})
        EXPECT_THAT(vtt, HasSubstr(sentence));
    EXPECT_THAT(transcript(".srt"), StartsWith("1\n00:00:00,"));
    EXPECT_EQ(nlohmann::json::parse(transcript(".json")).at("segments").size(), 5U);
    const std::string feed = paper.feed();
    const std::size_t timed = feed.find("type=\"text/vtt\" language=\"vi\" rel=\"captions\"");
    ASSERT_NE(timed, std::string::npos);
    EXPECT_LT(timed, feed.find("type=\"text/html\" language=\"vi\""));
    const nlohmann::json status = status_of_transcript();
    EXPECT_EQ(status.at("timing"), "timed");
    EXPECT_EQ(status.at("read"), 5);
    EXPECT_EQ(status.at("sentences"), 5);
    EXPECT_GT(status.at("confidence").get<double>(), 0.4);
}

TEST_F(ReadAlongTest, NothingNewCostsNoWriting) {
    publish_story(ferry, ferry);
    EXPECT_THAT(told(), IsEmpty());
    const auto before = filesystem::last_write_time(paper.config.show_folder() / "feed.xml");
    const std::string vtt = transcript(".vtt");
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(filesystem::last_write_time(paper.config.show_folder() / "feed.xml"), before);
    EXPECT_EQ(transcript(".vtt"), vtt);
}

TEST_F(ReadAlongTest, ARecordingOfAnotherTextIsToldOnceAndStandsInStatus) {
    publish_story(ferry, orchard);
    EXPECT_EQ(told(),
              "newscast: article 'Bến phà thêm chuyến': the recording does not read this text; look whether it is the "
              "article's: it is published, its transcript without times\n");
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(transcript(".vtt"), IsEmpty());
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr("type=\"text/html\""), Not(HasSubstr("captions"))));
    EXPECT_EQ(status_of_transcript().at("timing"), "other-text");
    EXPECT_THAT(status_text(), HasSubstr("? its recording does not read its text: look whether it is the article's\n"));
}

TEST_F(ReadAlongTest, ARecordingOfAnotherTextIsNoNewsInAnotherRecipe) {
    const std::string text = std::string(ferry) + market;
    publish_story(text, std::string(orchard) + "\n\n" + orchard);
    EXPECT_THAT(told(), HasSubstr("does not read this text"));
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run({.remake = Remake::yes}), ExitCode::done);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), IsEmpty());
    paper.print({"mot", "Bến phà thêm chuyến", text + "\n\nBến sẽ mở thêm một lối lên cho xe máy."});
    paper.now += std::chrono::hours(24);
    EXPECT_THAT(told(), HasSubstr("does not read this text")) << "of other words it is";
}

TEST_F(ReadAlongTest, CorrectedTextIsTimedAnewAndTheSoundStays) {
    publish_story(ferry, ferry);
    EXPECT_THAT(told(), IsEmpty());
    const std::vector<std::string> media = paper.media();
    const std::size_t fetched = paper.requests("/mot.wav");
    std::string corrected = ferry;
    corrected.replace(corrected.find("Giá vé không đổi."), std::string("Giá vé không đổi.").size(),
                      "Giá vé không hề đổi.");
    paper.print({"mot", "Bến phà thêm chuyến", corrected});
    paper.now += std::chrono::hours(24);
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(transcript(".vtt"), AllOf(HasSubstr("Giá vé không hề đổi."), Not(HasSubstr("Giá vé không đổi."))));
    EXPECT_EQ(paper.media(), media);
    EXPECT_LE(paper.requests("/mot.wav"), fetched + 1);  // whether it has changed
}

TEST_F(ReadAlongTest, WithoutASynthesizerTheTranscriptWaitsForOne) {
    paper.has_synthesizer = false;
    publish_story(ferry, ferry);
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("timing"), "no-voice");
    EXPECT_THAT(status_text(),
                HasSubstr("1 transcript without times: espeak-ng is not installed; install the package"));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("captions")));
    paper.has_synthesizer = true;
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(paper.feed(), HasSubstr("captions"));
    // What is there stays where the synthesizer goes.
    paper.has_synthesizer = false;
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(paper.feed(), HasSubstr("captions"));
}

TEST_F(ReadAlongTest, ALanguageWithoutAVoiceIsSaid) {
    publish_story(ferry, ferry);
    paper.server.on(
        "/mot.html",
        support::file({"<!DOCTYPE html><html lang=\"tl\"><head><meta charset=\"utf-8\"><title>Bangka</title>"
                       "</head><body><article><h1>Bangka</h1><audio controls src=\"/mot.wav\"></audio>"
                       "<p>Maagang umalis ang bangka papunta sa kabilang pampang ng ilog kaninang umaga.</p>"
                       "</article></body></html>",
                       "text/html; charset=utf-8"}));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("reason"), "espeak-ng has no voice for the language 'tl'");
}

TEST_F(ReadAlongTest, ATeaserIsNotWhatIsReadAndNoProblem) {
    publish_story("Nghe bản tin đầy đủ về vườn xoài trong tập này.", std::string(orchard) + "\n\n" + orchard);
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("timing"), "unfit");
    EXPECT_THAT(paper.feed(), Not(HasSubstr("captions")));
}

TEST_F(ReadAlongTest, TheCommandTellsTheSentencesThatAreRead) {
    const filesystem::path recording = read_aloud("ferry", ferry);
    const filesystem::path text = paper.folder / "text.txt";
    core::write_file(text, std::string("Một dòng không ai đọc lên trong bản ghi âm này cả.\n\n") + ferry);
    const std::string files = sound::quoted(text) + " " + sound::quoted(recording);
    const Answer json = align(files + " --json");
    EXPECT_EQ(json.exit_code, 0) << json.output;
    const auto document = nlohmann::json::parse(json.output);
    EXPECT_EQ(document.at("language"), "vi");
    EXPECT_EQ(document.at("matched"), true);
    ASSERT_EQ(document.at("cues").size(), 4U) << json.output;
    EXPECT_EQ(document.at("cues").at(2).at("text"), "Giá vé không đổi.");
    double last = 0.0;
    for (const auto& cue : document.at("cues")) {
        EXPECT_LE(last, cue.at("start").get<double>());
        last = cue.at("end").get<double>();
        EXPECT_LT(cue.at("start").get<double>(), last);
        EXPECT_GT(cue.at("confidence").get<double>(), 0.0);
    }
    EXPECT_THAT(align(files + " --vtt").output, StartsWith("WEBVTT\n\n00:00:00."));
    EXPECT_THAT(align(files + " --srt --language vi").output, StartsWith("1\n00:00:00,"));
    EXPECT_THAT(align(files).output, AllOf(StartsWith("00:00:00."), HasSubstr("4 of 5 sentences are read")));
    EXPECT_EQ(align(files + " --vtt --srt").exit_code, 2);
}

TEST_F(ReadAlongTest, TheCommandRefusesARecordingOfAnotherText) {
    const filesystem::path recording = read_aloud("orchard", orchard);
    const filesystem::path text = paper.folder / "text.txt";
    core::write_file(text, ferry);
    const std::string files = sound::quoted(text) + " " + sound::quoted(recording);
    const Answer json = align(files + " --json");
    EXPECT_EQ(json.exit_code, 1);
    const auto document = nlohmann::json::parse(json.output.substr(0, json.output.rfind("newscast: ")));
    EXPECT_EQ(document.at("matched"), false);
    EXPECT_TRUE(document.at("cues").empty());
    EXPECT_EQ(align(files + " --vtt").output,
              fmt::format("newscast: '{}': the recording does not read this text ('{}')\n", recording.string(),
                          text.string()));
}

TEST_F(ReadAlongTest, TheCommandNamesWhatIsWrong) {
    const filesystem::path recording = read_aloud("ferry", ferry);
    const filesystem::path text = paper.folder / "text.txt";
    core::write_file(text, ferry);
    const std::string files = sound::quoted(text) + " " + sound::quoted(recording);
    const auto expect = [](const Answer& answer, int code, const std::string& part) {
        EXPECT_EQ(answer.exit_code, code) << answer.output;
        EXPECT_THAT(answer.output, AllOf(StartsWith("newscast: "), HasSubstr(part), EndsWith("\n")));
    };
    expect(align(files + " --language xx"), 2, "--language: 'xx' is no language");
    expect(align(files + " --language tl"), 2, "espeak-ng has no voice for the language 'tl'");
    expect(newscast("align " + files), 3, "espeak-ng is not installed; install the package espeak-ng");
    expect(align("/nonexistent.txt " + sound::quoted(recording)), 1, "/nonexistent.txt");
    expect(align(sound::quoted(text) + " /nonexistent.wav"), 1, "/nonexistent.wav");
    expect(align(sound::quoted(text) + " " + sound::quoted(text)), 1, "text.txt");
    const std::string folder = paper.folder.path().string();
    expect(align(sound::quoted(text) + " " + sound::quoted(folder)), 1,
           fmt::format("newscast: cannot read '{}': Is a directory\n", folder));
    expect(newscast("align " + files, std::string("TMPDIR=/nonexistent PATH='") + std::getenv("PATH") + "'"), 3,
           "cannot make a file in '/nonexistent': No such file or directory; set TMPDIR to a folder that takes");
    core::write_file(text, " \n\n*** \n");
    expect(align(files + " --language vi"), 1, "there is no sentence in it");
}

}  // namespace
}  // namespace app
