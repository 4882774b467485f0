#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/prepare.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using sound::Wave;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What prepare() has to say of a recording's sound.
class Findings : public testing::Test {
protected:
    std::vector<std::string> of(const std::filesystem::path& source, const core::Recipe& recipe = {}) {
        const auto input = core::open_to_read(source);
        const auto output = sound::open_to_write(folder_ / "made");
        made_ = transcode::prepare(input.get(), output.get(), recipe, {});
        return made_.findings;
    }
    std::vector<std::string> of(const Wave& wave, const core::Recipe& recipe = {}) { return of(wav(wave), recipe); }

    /// 16 bits, as recordings have; what is beyond full scale is clipped.
    std::filesystem::path wav(const Wave& wave) {
        sound::write_wav(folder_ / "float.wav", wave);
        return coded("source.wav", "-c:a pcm_s16le");
    }
    std::filesystem::path coded(const std::string& name, const std::string& options) {
        sound::run("ffmpeg -nostdin -v error -y -i " + sound::quoted(folder_ / "float.wav") + " " + options + " " +
                   sound::quoted(folder_ / name));
        return folder_ / name;
    }

    support::TemporaryFolder folder_;
    core::Made made_;
};

Wave scaled(Wave wave, float gain, std::size_t from = 0) {
    for (std::size_t i = from; i < wave.samples.size(); ++i) wave.samples[i] *= gain;
    return wave;
}

TEST_F(Findings, AreNoneWhereAllIsWell) {
    for (const int channels : {1, 2}) EXPECT_THAT(of(sound::babble(25.0, 0.3, 44100, channels)), IsEmpty());
    // Up to full scale, but not beyond.
    EXPECT_THAT(of(sound::babble(8.0, 0.95)), IsEmpty());
    Wave wave = sound::silence(4.0);
    sound::append(wave, sound::babble(5.0, 0.2));
    sound::append(wave, sound::silence(1.0));
    sound::append(wave, sound::babble(5.0, 0.2));
    sound::append(wave, sound::silence(4.0));
    EXPECT_THAT(of(wave), IsEmpty());
}

TEST_F(Findings, TellOfClipping) {
    const Wave hot = scaled(sound::babble(10.0, 0.9), 5.0F);
    EXPECT_THAT(of(hot), Contains(HasSubstr("clipped")));
    // What is clipped before it is coded comes out of the coder scattered.
    coded("clipped.wav", "-c:a pcm_s16le");
    for (const auto& [name, options] : {std::pair("a.mp3", "-b:a 96k"), std::pair("b.mp3", "-b:a 192k"),
                                        std::pair("c.m4a", "-c:a aac -b:a 128k"), std::pair("d.flac", "")}) {
        sound::run("ffmpeg -nostdin -v error -y -i " + sound::quoted(folder_ / "clipped.wav") + " " + options + " " +
                   sound::quoted(folder_ / name));
        EXPECT_THAT(of(folder_ / name), Contains(HasSubstr("clipped"))) << name;
    }
}

TEST_F(Findings, TellOfADeadChannel) {
    for (const std::size_t dead : {0U, 1U}) {
        Wave wave = sound::babble(8.0, 0.3, 44100, 2);
        for (std::size_t i = dead; i < wave.samples.size(); i += 2)
            wave.samples[i] = 0.05F;  // off centre, and no sound
        EXPECT_THAT(of(wave), ElementsAre(dead == 0 ? "the left channel is dead" : "the right channel is dead"));
        core::Recipe recipe;
        recipe.channels = core::Channels::source;
        EXPECT_THAT(of(wave, recipe), Contains(HasSubstr("channel is dead")));
    }
}

TEST_F(Findings, TellOfALotOfGain) {
    core::Recipe recipe;
    sound::write_wav(folder_ / "float.wav", sound::babble(10.0, 0.003));
    EXPECT_THAT(of(folder_ / "float.wav", recipe), ElementsAre(HasSubstr("of gain")));
    EXPECT_GT(made_.gain_db, 30.0);
}

TEST_F(Findings, TellOfMuchLimitingAndOfWhatStaysQuiet) {
    Wave wave = sound::babble(10.0, 0.06);
    for (std::size_t i = 40000; i < wave.samples.size(); i += 100000) wave.samples[i] = 0.9F;
    core::Recipe recipe;
    recipe.max_limiting_db = 40.0;
    EXPECT_THAT(of(wave, recipe), ElementsAre(HasSubstr("the limiter took")));
    recipe.max_limiting_db = 8.0;
    EXPECT_THAT(of(wave, recipe),
                ElementsAre(AllOf(HasSubstr("LU below the target of -16 LUFS"), HasSubstr("max_limiting_db")),
                            HasSubstr("the limiter took")));
    EXPECT_GT(made_.shortfall_lu, recipe.tolerance_lu);
    EXPECT_LE(made_.limited_db, recipe.max_limiting_db + 0.05);
    recipe.tolerance_lu = 30.0;
    EXPECT_THAT(of(wave, recipe), Not(Contains(HasSubstr("target"))));
}

TEST_F(Findings, TellOfSilenceInside) {
    Wave wave = sound::babble(65.0, 0.2);
    Wave hole = sound::babble(3.5, 0.0004, 44100, 1, 7);  // a room, not a digital nothing
    sound::append(wave, hole);
    sound::append(wave, sound::babble(5.0, 0.2, 44100, 1, 3));
    EXPECT_THAT(of(wave), ElementsAre(HasSubstr("s of silence at 1:0")));
    // Around what is off centre too.
    for (float& sample : wave.samples) sample += 0.1F;
    EXPECT_THAT(of(wave), ElementsAre(HasSubstr("s of silence at 1:0")));
    core::Recipe recipe;
    recipe.trim_silence = true;
    Wave late = sound::silence(20.0);
    sound::append(late, wave);
    EXPECT_THAT(of(late, recipe), Contains(HasSubstr("s of silence at 1:0")));
}

TEST_F(Findings, TellOfPassagesThatDiffer) {
    const Wave wave = scaled(sound::babble(60.0, 0.3), 0.18F, 44100 * 30);  // -15 dB
    EXPECT_THAT(of(wave), Contains(HasSubstr("passages of 10 s differ by 1")));
    EXPECT_THAT(of(scaled(sound::babble(60.0, 0.3), 0.4F, 44100 * 30)), IsEmpty());  // -8 dB
    // A pause is no passage.
    Wave paused = sound::babble(40.0, 0.2);
    sound::append(paused, scaled(sound::babble(12.0, 0.2), 0.001F));
    sound::append(paused, sound::babble(20.0, 0.2));
    EXPECT_THAT(of(paused), ElementsAre(HasSubstr("of silence")));
}

}  // namespace
