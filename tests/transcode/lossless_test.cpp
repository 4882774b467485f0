#include "transcode/lossless.h"

#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/decode.h"
#include "transcode/measure.h"

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace transcode {
namespace {

using core::Format;
using core::Lane;
using testing::HasSubstr;

class LosslessLanes : public testing::Test {
protected:
    void SetUp() override {
        for (const char* const tool : {"ffmpeg", "ffprobe"}) {
            if (!sound::have(tool)) GTEST_SKIP() << tool << " is not installed";
        }
        sound::write_wav(folder_ / "speech.wav", sound::babble(8.0, 0.5));
    }

    /// The speech made so loud, packed by ffmpeg with tags and gain fields that must go.
    std::filesystem::path source(const std::string& file, double lufs, const std::string& options) {
        const double now = sound::ffmpeg_reading(folder_ / "speech.wav", true).integrated_lufs;
        sound::run(
            fmt::format("ffmpeg -v error -y -i {} -af volume={}dB -ar 48000 {} -metadata title=foreign -metadata "
                        "comment=foreign -metadata REPLAYGAIN_TRACK_GAIN='-9 dB' {}",
                        sound::quoted(folder_ / "speech.wav"), lufs - now, options, sound::quoted(folder_ / file)));
        return folder_ / file;
    }

    Lossless plan(const std::filesystem::path& path, core::Recipe recipe) {
        const auto input = core::open_to_read(path);
        before_ = measure(input.get(), true);
        const RecordingFacts facts = Decoder(input.get()).facts();
        recipe.sample_rate_hz = 48000;
        const Packets packets{facts.container, facts.codec, facts.channels, facts.sample_rate,
                              static_cast<double>(facts.bitrate_kbps)};
        return plan_lossless(input.get(), packets, before_.loudness, before_.duration, recipe);
    }

    std::filesystem::path write(const std::filesystem::path& path, const Lossless& plan, Format format) {
        core::Tags tags;
        tags.title = "ours";
        tags.chapters = {{std::chrono::milliseconds(0), "One", "", ""},
                         {std::chrono::milliseconds(3000), "Two", "", ""}};
        const auto made = folder_ / fmt::format("made.{}", core::name(format));
        const auto input = core::open_to_read(path);
        const auto output = sound::open_to_write(made);
        write_lossless(input.get(), output.get(), plan, format, tags);
        return made;
    }

    /// What was made has our tags only and reads as the plan says.
    void check(const std::filesystem::path& made, const Lossless& plan) {
        const auto output = core::open_to_read(made);
        const Measurement after = measure(output.get(), true);
        EXPECT_NEAR(after.loudness.integrated_lufs, plan.after.integrated_lufs, 0.02);
        EXPECT_NEAR(after.loudness.true_peak_dbtp, plan.after.true_peak_dbtp, 0.02);
        EXPECT_NEAR(static_cast<double>(after.duration.count()), static_cast<double>(plan.duration.count()), 1.0);
        EXPECT_EQ(after.duration, before_.duration);
        EXPECT_NEAR(sound::ffmpeg_reading(made, true).integrated_lufs, plan.after.integrated_lufs, 0.11);
        const std::string facts = sound::run("ffprobe -v error -show_format -show_streams " + sound::quoted(made));
        EXPECT_THAT(facts, HasSubstr("ours"));
        EXPECT_THAT(facts, testing::Not(HasSubstr("foreign")));
        EXPECT_THAT(facts, testing::Not(testing::ContainsRegex("[Rr][Ee][Pp][Ll][Aa][Yy][Gg]")));
    }

    static std::string packets_of(const std::filesystem::path& path) {
        return sound::run("ffmpeg -v error -i " + sound::quoted(path) + " -map 0:a -c copy -f streamhash -hash md5 -");
    }

    support::TemporaryFolder folder_;
    Measurement before_;
};

core::Recipe recipe_for(Format format, Lane lane = Lane::automatic) {
    core::Recipe recipe;
    recipe.format = format;
    recipe.lane = lane;
    return recipe;
}

TEST_F(LosslessLanes, KeepsWhatIsRightAlready) {
    struct Case {
        Format format;
        std::string file;
        std::string options;
    };
    for (const Case& test :
         {Case{Format::mp3, "in.mp3", "-c:a libmp3lame -b:a 64k -write_id3v1 1 -write_apetag 1"},
          Case{Format::m4a, "in.m4a", "-c:a aac -b:a 64k"}, Case{Format::opus, "in.opus", "-c:a libopus -b:a 48k"}}) {
        SCOPED_TRACE(test.file);
        const auto path = source(test.file, -15.9, test.options);
        const Lossless chosen = plan(path, recipe_for(test.format));
        ASSERT_EQ(chosen.lane, Lane::keep) << chosen.explanation;
        EXPECT_THAT(chosen.explanation, HasSubstr("keep: 0.")) << chosen.explanation;
        EXPECT_EQ(chosen.after, before_.loudness);
        EXPECT_EQ(chosen.gain_db, 0.0);
        const auto made = write(path, chosen, test.format);
        check(made, chosen);
        EXPECT_EQ(packets_of(made), packets_of(path));
    }
}

TEST_F(LosslessLanes, MovesTheGainOfMp3) {
    for (const double lufs : {-25.0, -19.0, -11.0}) {
        const auto path = source("in.mp3", lufs, "-c:a libmp3lame -b:a 96k");
        core::Recipe recipe = recipe_for(Format::mp3);
        recipe.true_peak_dbtp = 6.0;
        const Lossless chosen = plan(path, recipe);
        ASSERT_EQ(chosen.lane, Lane::gain) << chosen.explanation;
        EXPECT_NEAR(chosen.after.integrated_lufs, -16.0, 0.76);
        EXPECT_NEAR(chosen.gain_db, chosen.steps * mp3_step_db, 1e-9);
        EXPECT_THAT(chosen.explanation,
                    testing::MatchesRegex("gain: -?[0-9]+ steps? of 1.505 dB; keep: .* the target"));
        check(write(path, chosen, Format::mp3), chosen);
    }
}

TEST_F(LosslessLanes, MovesTheOutputGainOfOpus) {
    const auto path = source("in.opus", -21.0, "-c:a libopus -b:a 48k");
    core::Recipe recipe = recipe_for(Format::opus);
    recipe.true_peak_dbtp = 6.0;
    const Lossless chosen = plan(path, recipe);
    ASSERT_EQ(chosen.lane, Lane::gain) << chosen.explanation;
    EXPECT_NEAR(chosen.after.integrated_lufs, -16.0, 0.003);
    const auto made = write(path, chosen, Format::opus);
    check(made, chosen);
    EXPECT_EQ(packets_of(made), packets_of(path));
}

TEST_F(LosslessLanes, LeavesTheRestToTheEncoderAndSaysWhy) {
    const auto quiet = source("in.mp3", -25.0, "-c:a libmp3lame -b:a 96k");
    core::Recipe recipe = recipe_for(Format::mp3);
    recipe.true_peak_dbtp = before_.loudness.true_peak_dbtp - 20.0;
    const Lossless high = plan(quiet, recipe);
    EXPECT_EQ(high.lane, Lane::encode);
    EXPECT_THAT(high.explanation,
                testing::MatchesRegex("encode: 9.. LU below the target; gain: true peak of .* would pass .*"));
    EXPECT_EQ(plan(quiet, recipe_for(Format::opus)).explanation, "encode: source is not Opus in Ogg");
    EXPECT_EQ(plan(quiet, recipe_for(Format::mp3, Lane::encode)).explanation, "encode: asked for");

    const auto aac = source("in.m4a", -25.0, "-c:a aac -b:a 64k");
    EXPECT_THAT(plan(aac, recipe_for(Format::m4a)).explanation, HasSubstr("; gain: AAC has no gain field"));
    const auto rich = source("in.mp3", -16.0, "-c:a libmp3lame -b:a 160k");
    EXPECT_EQ(plan(rich, recipe_for(Format::mp3)).explanation, "encode: source has 160 kbit/s, more than 1.5 times 96");
}

TEST_F(LosslessLanes, LeavesVariableBitrateWithoutAnIndexToTheEncoder) {
    const auto bare = source("in.mp3", -20.0, "-c:a libmp3lame -q:a 5 -write_xing 0");
    core::Recipe recipe = recipe_for(Format::mp3);
    recipe.true_peak_dbtp = 6.0;
    EXPECT_EQ(plan(bare, recipe).explanation, "encode: source has a variable bitrate and no index");
    recipe.lane = Lane::gain;
    const Lossless chosen = plan(bare, recipe);
    EXPECT_EQ(chosen.lane, Lane::gain);
    write(bare, chosen, Format::mp3);
}

TEST_F(LosslessLanes, AForcedLaneServesOrSaysWhyNot) {
    const auto right = source("in.mp3", -16.0, "-c:a libmp3lame -b:a 96k");
    core::Recipe recipe = recipe_for(Format::mp3, Lane::gain);
    recipe.true_peak_dbtp = 6.0;
    const Lossless chosen = plan(right, recipe);
    EXPECT_EQ(chosen.lane, Lane::gain);
    EXPECT_EQ(chosen.explanation, "gain: 0 steps of 1.505 dB");
    check(write(right, chosen, Format::mp3), chosen);

    const auto quiet = source("in.mp3", -25.0, "-c:a libmp3lame -b:a 96k");
    const auto reason = [&](const core::Recipe& wanted) -> std::string {
        try {
            plan(quiet, wanted);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media);
            return error.what();
        }
        return {};
    };
    EXPECT_THAT(reason(recipe_for(Format::mp3, Lane::keep)),
                testing::MatchesRegex("lane keep cannot serve: 9.. LU below the target"));
    EXPECT_EQ(reason(recipe_for(Format::opus, Lane::gain)), "lane gain cannot serve: source is not Opus in Ogg");
}

}  // namespace
}  // namespace transcode
