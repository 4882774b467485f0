// An episode's further files: made of its recording as loud as the enclosure, offered with it, and gone when the
// operator takes them out.

#include "app/run/run.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class RenditionsTest : public PublishingFixture {
protected:
    config::Rendition rendition(const std::string& id, core::Format format, int bitrate_kbps) const {
        core::Recipe recipe = paper.config.recipe;
        recipe.format = format;
        recipe.bitrate_kbps = bitrate_kbps;
        recipe.lane = core::Lane::encode;
        if (format == core::Format::opus) recipe.sample_rate_hz = 48'000;
        return {id, recipe};
    }
    config::Rendition light(int bitrate_kbps = 24) const {
        return rendition("light", core::Format::opus, bitrate_kbps);
    }

    /// Recordings are dropped by the second run after they came.
    void drop_sources() {
        paper.config.keep_sources = std::chrono::days(0);
        ASSERT_EQ(paper.run(), ExitCode::done);
        ASSERT_EQ(paper.run(), ExitCode::done);
        ASSERT_TRUE(filesystem::is_empty(paper.config.state_folder() / "sources"));
    }
    std::vector<catalog::Entry> entries() const {
        return catalog::Catalog::open_to_read(paper.config.state_folder() / "catalog.db").published();
    }
    static std::size_t count(const std::string& text, const std::string& part) {
        std::size_t times = 0;
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
        return times;
    }
    std::vector<std::string> preview() {
        Interrupt interrupt;
        Report report(Report::Detail::problems);
        return preview_show(paper.config, {paper.workers, report, interrupt, paper.now});
    }
};

TEST_F(RenditionsTest, AreMadeOfTheRecordingAsLoudAsTheEnclosure) {
    sound::write_wav(paper.folder / "mot.wav", sound::babble(60.0, 0.06, 44100, 1, 3));
    paper.server.on("/mot.wav",
                    support::answer(200, core::read_file(paper.folder / "mot.wav"), {{"Content-Type", "audio/wav"}}));
    const filesystem::path file = write_config(paper);
    core::write_file(file, core::read_file(file) +
                               "\n[[rendition]]\nid = \"light\"\n[[rendition]]\nid = \"aac\"\nformat = \"m4a\"\n");
    const Answer run = newscast("run " + file.string());
    ASSERT_EQ(run.exit_code, 0) << run.output;
    EXPECT_EQ(run.output, "");
    const filesystem::path mp3 = out(one("media", ".mp3"));
    const filesystem::path opus = out(one("media", "-light.opus"));
    const filesystem::path aac = out(one("media", "-aac.m4a"));
    const double target = sound::ffmpeg_reading(mp3, true).integrated_lufs;
    EXPECT_NEAR(sound::ffmpeg_reading(opus, true).integrated_lufs, target, 0.2);
    EXPECT_NEAR(sound::ffmpeg_reading(aac, true).integrated_lufs, target, 0.2);
    EXPECT_EQ(sound::ffprobe(opus, "stream=codec_name"), "opus");
    EXPECT_EQ(sound::ffprobe(opus, "stream=channels"), "1");
    EXPECT_EQ(sound::ffprobe(aac, "stream=codec_name"), "aac");
    EXPECT_EQ(sound::ffprobe(aac, "stream=profile"), "LC") << "as the feed's codecs says";
    EXPECT_LT(filesystem::file_size(opus) * 5, filesystem::file_size(mp3) * 3) << "though both hold a picture";
    const catalog::Entry entry = entries().at(0);
    ASSERT_EQ(entry.episode.renditions.size(), 3u);
    for (const core::Rendition& each : entry.episode.renditions) {
        EXPECT_THAT(each.made.source_format, HasSubstr("pcm"))
            << each.id << " is made of the recording, not of the MP3";
        EXPECT_EQ(each.made.before, entry.episode.enclosure().made.before) << each.id;
        EXPECT_FALSE(each.made.predicted) << each.id << " was measured after encoding";
        EXPECT_EQ(each.made.lane, core::Lane::encode);
    }
    // Nothing is done twice.
    const auto before = published();
    EXPECT_EQ(newscast("run " + file.string()).exit_code, 0);
    EXPECT_EQ(published(), before);
    // What [audio] says of loudness concerns them too.
    std::string louder = core::read_file(file);
    ASSERT_NE(louder.find("[[rendition]]"), std::string::npos);
    if (louder.find("[audio]") == std::string::npos)
        louder += "[audio]\ntarget_lufs = -20\n";
    else
        louder.insert(louder.find("[audio]") + 7, "\ntarget_lufs = -20");
    core::write_file(file, louder);
    EXPECT_EQ(newscast("run " + file.string()).output, "");
    EXPECT_NEAR(sound::ffmpeg_reading(out(one("media", "-light-v2.opus")), true).integrated_lufs, -20.0, 0.2);
    EXPECT_NEAR(sound::ffmpeg_reading(out(one("media", "-aac-v2.m4a")), true).integrated_lufs, -20.0, 0.2);
}

TEST_F(RenditionsTest, AreAsLoudAsAnEnclosureThatIsSomewhatOffTheTarget) {
    paper.config.recipe.dual_mono = true;
    for (const double amplitude : {0.06, 0.068, 0.077}) {
        const filesystem::path wav = paper.folder / "mot.wav";
        const filesystem::path mp3 = paper.folder / "mot.mp3";
        sound::write_wav(wav, sound::babble(10.0, amplitude, 44100, 1, 3));
        sound::run("ffmpeg -v error -y -i " + sound::quoted(wav) + " -b:a 64k " + sound::quoted(mp3));
        paper.server.on("/mot.wav", support::answer(200, core::read_file(mp3), {{"Content-Type", "audio/mpeg"}}));
        paper.config.renditions = {light()};
        paper.now += std::chrono::hours(24);
        ASSERT_EQ(paper.run(), ExitCode::done);
        const core::Episode episode = entries().at(0).episode;
        ASSERT_EQ(episode.renditions.size(), 2u);
        EXPECT_NE(episode.enclosure().made.lane, core::Lane::encode) << "its packets were copied";
        EXPECT_NEAR(sound::ffmpeg_reading(out(episode.renditions[1].path), true).integrated_lufs,
                    sound::ffmpeg_reading(out(episode.enclosure().path), true).integrated_lufs, 0.2);
    }
}

TEST_F(RenditionsTest, AreOfferedInFeedAndPages) {
    paper.config.renditions = {light()};
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string opus = one("media", "-light.opus");
    EXPECT_THAT(paper.feed(), HasSubstr(fmt::format("<podcast:source uri=\"https://podcast.example/test/{}\"", opus)));
    EXPECT_EQ(count(paper.feed(), "default=\"true\""), 1u);
    EXPECT_THAT(read(one("episodes", ".html")),
                HasSubstr("<source src=\"../" + opus + "\" type=\"audio/ogg; codecs=opus\""));
    EXPECT_THAT(read("index.html"), HasSubstr(opus));
}

TEST_F(RenditionsTest, ACorrectedRecordingMakesThemAllAnew) {
    paper.config.renditions = {light()};
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string first = one("media", "-light.opus");
    const auto before = published();
    paper.record("mot", 0.2, 9);
    paper.now += std::chrono::hours(24);
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string second = one("media", "-light-v2.opus");
    EXPECT_THAT(paper.feed(), HasSubstr(second));
    EXPECT_THAT(paper.feed(), Not(HasSubstr(first)));
    EXPECT_NE(published().at(first), before.at(first)) << "its earlier name answers with the correction";
    EXPECT_EQ(core::read_file(out(first)), core::read_file(out(second)));
}

TEST_F(RenditionsTest, OneThatFailsHasItsOwnLineAndTheEpisodeStands) {
    paper.config.renditions = {light(1000)};
    const std::string said = complaints(ExitCode::some_failed);
    EXPECT_THAT(said, HasSubstr("article 'Bài mot': rendition 'light': "));
    EXPECT_EQ(count(said, "\n"), 1u) << said;
    EXPECT_THAT(paper.feed(), HasSubstr("Bài mot"));
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 1u);
    EXPECT_EQ(complaints(ExitCode::done), "") << "it waits for its next try";
    paper.now += std::chrono::hours(1);
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("rendition 'light'")) << "it is tried again";
    paper.config.renditions = {light(24)};
    paper.config.said = {"rendition.light.bitrate_kbps"};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 2u);
}

TEST_F(RenditionsTest, WhatWasCorrectedIsNotOfferedWhileItCannotBeMadeAnew) {
    paper.config.renditions = {light()};
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string first = one("media", "-light.opus");
    paper.record("mot", 0.2, 9);
    paper.config.renditions = {light(1000)};
    paper.config.said = {"rendition.light.bitrate_kbps"};
    paper.now += std::chrono::hours(24);
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("rendition 'light'"));
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 1u);
    EXPECT_THAT(enclosure(paper.feed(), "url"), HasSubstr("-v2.mp3"));
    EXPECT_FALSE(published().contains(first)) << "nobody hears the old recording";
}

TEST_F(RenditionsTest, ARecordingThatIsNoneCostsOneLine) {
    paper.config.renditions = {light()};
    paper.server.on("/mot.wav", support::answer(200, std::string(5000, 'x'), {{"Content-Type", "audio/wav"}}));
    EXPECT_EQ(count(complaints(ExitCode::some_failed), "\n"), 1u) << "not one for each file";
}

TEST_F(RenditionsTest, OneAddedLaterIsMadeOfWhatIsKeptAndTheRestIsOneLine) {
    paper.config.limits.recheck = std::chrono::hours(0);
    print_all({"mot", "hai"});
    drop_sources();
    print_all({"mot", "hai", "ba"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.config.renditions = {light()};
    const std::string said = complaints(ExitCode::done);
    const std::string line =
        "rendition 'light': 2 episodes go without it; what they are made of is no longer kept, and is not fetched "
        "again";
    EXPECT_THAT(said, HasSubstr(line));
    EXPECT_EQ(count(said, "rendition"), 1u) << said;
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 4u) << "the third has it";
    EXPECT_THAT(one("media", "-light.opus"), HasSubstr("bai-ba"));
    EXPECT_THAT(complaints(ExitCode::done), Not(HasSubstr("rendition"))) << "it is told once";
    paper.now += std::chrono::hours(48);
    EXPECT_THAT(complaints(ExitCode::done), Not(HasSubstr("rendition"))) << "and not each day";
    EXPECT_EQ(paper.server.requests("/mot.wav").size(), 1u) << "nothing is fetched again for it";
    catalog::Catalog catalog = catalog::Catalog::open_to_read(paper.config.state_folder() / "catalog.db");
    EXPECT_THAT(shortages_of(paper.config, catalog), ElementsAre(HasSubstr(line))) << "status goes on saying it";
}

TEST_F(RenditionsTest, OtherSettingsFetchNoRecordingAgain) {
    paper.config.limits.recheck = std::chrono::hours(0);
    paper.config.renditions = {light()};
    drop_sources();
    const std::string opus = one("media", "-light.opus");
    const auto before = published();
    paper.config.renditions = {light(32)};
    paper.config.said = {"rendition.light.bitrate_kbps"};
    EXPECT_THAT(complaints(ExitCode::done),
                HasSubstr("rendition 'light': 1 episode keeps a file of its earlier settings"));
    EXPECT_EQ(published(), before);
    EXPECT_EQ(paper.server.requests("/mot.wav").size(), 1u);
    // Its tags follow the article all the same.
    paper.config.show.author = "Tòa soạn mới";
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NE(published().at(opus), before.at(opus));
    EXPECT_THAT(sound::ffprobe(out(opus), "stream_tags"), HasSubstr("Tòa soạn mới"));
    // Other loudness concerns the enclosure too: its recording is fetched again, and serves both.
    paper.config.recipe.target_lufs = -20;
    paper.config.renditions.front().recipe.target_lufs = -20;
    paper.config.said = {"rendition.light.bitrate_kbps", "audio.target_lufs", "rendition.light.target_lufs"};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(sound::ffmpeg_reading(out(one("media", "-light-v2.opus")), true).integrated_lufs, -20.0, 0.3);
    EXPECT_EQ(paper.server.requests("/mot.wav").size(), 2u);
}

TEST_F(RenditionsTest, OneTakenOutGoesWithALineAndComesBackUnderItsName) {
    paper.config.renditions = {light()};
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string opus = one("media", "-light.opus");
    const auto before = published();
    const std::vector<config::Rendition> renditions = std::exchange(paper.config.renditions, {});
    EXPECT_THAT(preview(), testing::Contains("remove " + opus)) << "a dry run knows it";
    EXPECT_EQ(published(), before);
    EXPECT_THAT(complaints(ExitCode::done),
                testing::AllOf(HasSubstr("rendition 'light' is not in the file any more: its files go, 1 of them"),
                               testing::EndsWith("\n")));
    EXPECT_FALSE(published().contains(opus));
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 1u);
    EXPECT_THAT(read(one("episodes", ".html")), Not(HasSubstr("-light")));
    EXPECT_THAT(read("index.html"), Not(HasSubstr("-light")));
    EXPECT_EQ(complaints(ExitCode::done), "") << "it is told once";
    paper.config.renditions = renditions;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published().at(opus), before.at(opus)) << "it answers under its old name";
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 2u);
}

TEST_F(RenditionsTest, WhatCouldNotBeMadeAgainGoesOnlyWithConsent) {
    paper.config.limits.recheck = std::chrono::hours(0);
    paper.config.renditions = {light()};
    drop_sources();
    const auto before = published();
    paper.config.renditions.clear();
    EXPECT_THAT(preview(),
                testing::Contains(HasSubstr("objection: rendition 'light' is not in the file any more and stays")));
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("1 of its 1 files could not be made again"));
    EXPECT_EQ(published(), before);
    EXPECT_EQ(complaints(ExitCode::some_failed), "") << "once a day";
    EXPECT_EQ(paper.run({.replacement = Replacement::any}), ExitCode::done);
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 1u);
    EXPECT_EQ(paper.media().size(), 1u);
    EXPECT_EQ(complaints(ExitCode::done), "");
}

TEST_F(RenditionsTest, OneThatIsLostAndCannotBeMadeAgainIsNotOffered) {
    paper.config.limits.recheck = std::chrono::hours(0);
    paper.config.renditions = {light()};
    drop_sources();
    filesystem::remove(out(one("media", "-light.opus")));
    EXPECT_THAT(complaints(ExitCode::done), HasSubstr("rendition 'light': 1 episode goes without it"));
    EXPECT_EQ(count(paper.feed(), "<podcast:alternateEnclosure"), 1u) << "the episode stands without it";
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(paper.server.requests("/mot.wav").size(), 1u);
}

}  // namespace
}  // namespace app
