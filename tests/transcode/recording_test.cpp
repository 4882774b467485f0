#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/measure.h"
#include "transcode/prepare.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using sound::Wave;
using testing::HasSubstr;

/// What prepare() makes of odd recordings and unusual recipes.
class OddRecording : public testing::Test {
protected:
    std::filesystem::path wav(const Wave& wave) {
        sound::write_wav(folder_ / "source.wav", wave);
        return folder_ / "source.wav";
    }
    std::filesystem::path mp3(const Wave& wave, const std::string& name, const std::string& options) {
        sound::run("ffmpeg -nostdin -v error -y -i " + sound::quoted(wav(wave)) + " " + options + " " +
                   sound::quoted(folder_ / name));
        return folder_ / name;
    }
    void put(const std::filesystem::path& path, const std::string& bytes) {
        const auto file = sound::open_to_write(path);
        ASSERT_EQ(write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    std::string bytes_of(const std::filesystem::path& path) { return sound::run("cat " + sound::quoted(path)); }

    core::Made make(const std::filesystem::path& source, const core::Recipe& recipe = {}) {
        const auto input = core::open_to_read(source);
        output_ = folder_ / ("made." + std::string(core::name(recipe.format)));
        const auto output = sound::open_to_write(output_);
        return transcode::prepare(input.get(), output.get(), recipe, {});
    }
    std::string refusal(const std::filesystem::path& source, const core::Recipe& recipe = {}) {
        try {
            make(source, recipe);
        } catch (const core::Error& error) {
            kind_ = error.kind();
            return error.what();
        }
        return "taken";
    }

    support::TemporaryFolder folder_;
    std::filesystem::path output_;
    core::ErrorKind kind_ = core::ErrorKind::storage;
};

TEST_F(OddRecording, MayChangeItsRateAndChannelsOnTheWay) {
    const auto first = mp3(sound::babble(4.0, 0.2, 44100, 2), "a.mp3", "-b:a 96k -write_xing 0 -id3v2_version 0");
    const auto second = mp3(sound::babble(4.0, 0.2, 22050, 1), "b.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0");
    put(folder_ / "both.mp3", bytes_of(first) + bytes_of(second));
    const auto made = make(folder_ / "both.mp3");
    EXPECT_NEAR(static_cast<double>(made.duration.count()), 8000.0, 250.0);
    EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1);
}

TEST_F(OddRecording, MayBeDamagedALittle) {
    const auto whole = mp3(sound::babble(20.0, 0.2), "whole.mp3", "-b:a 64k");
    std::string bytes = bytes_of(whole);
    for (std::size_t at = bytes.size() / 3; at < bytes.size() / 3 + 300; ++at) bytes[at] = 'x';
    put(folder_ / "scratched.mp3", bytes.substr(0, bytes.size() - 1000));
    const auto made = make(folder_ / "scratched.mp3");
    EXPECT_GT(made.duration.count(), 19000);
}

TEST_F(OddRecording, IsRefusedWhenItIsNone) {
    sound::run("ffmpeg -nostdin -v error -f lavfi -i testsrc=s=64x64 -frames:v 1 " + sound::quoted(folder_ / "p.png"));
    EXPECT_THAT(refusal(folder_ / "p.png"), HasSubstr("it is a PNG picture"));
    EXPECT_EQ(kind_, core::ErrorKind::media);
    sound::run("ffmpeg -nostdin -v error -f lavfi -i testsrc=s=64x64:d=2 -c:v mpeg4 " +
               sound::quoted(folder_ / "v.mp4"));
    EXPECT_THAT(refusal(folder_ / "v.mp4"), HasSubstr("it is a video without sound"));
    std::string noise(60000, '\0');
    for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>((i * i * 31 + i / 7) & 0xFF);
    put(folder_ / "noise.bin", noise);
    EXPECT_THAT(refusal(folder_ / "noise.bin"), HasSubstr("not a usable recording"));
    EXPECT_EQ(kind_, core::ErrorKind::media);
    // A header and nothing behind it.
    const std::string opus = bytes_of(mp3(sound::babble(2.0, 0.2), "o.opus", "-c:a libopus"));
    put(folder_ / "cut.opus", opus.substr(0, 600));
    EXPECT_THAT(refusal(folder_ / "cut.opus"), HasSubstr("not a usable recording"));
}

TEST_F(OddRecording, IsNotSilentInMonoWhenItsChannelsCancelOut) {
    Wave wave = sound::babble(6.0, 0.2, 44100, 2);
    for (std::size_t i = 0; i < wave.samples.size(); i += 2) wave.samples[i + 1] = -wave.samples[i];
    const auto made = make(wav(wave));
    EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1);
    EXPECT_LT(std::fabs(made.gain_db), 30.0);
}

TEST_F(OddRecording, WithNumbersThatAreNoneIsMended) {
    Wave wave = sound::babble(6.0, 0.2);
    for (std::size_t i = 1000; i < wave.samples.size(); i += 40000)
        wave.samples[i] = i % 80000 < 40000 ? std::nanf("") : INFINITY;
    EXPECT_NEAR(make(wav(wave)).after.integrated_lufs, -16.0, 0.1);
}

TEST_F(OddRecording, IsNotLimitedMoreThanAllowed) {
    // Quiet speech with loud clicks.
    Wave wave = sound::babble(10.0, 0.01);
    for (std::size_t i = 40000; i < wave.samples.size(); i += 100000) wave.samples[i] = 0.9F;
    core::Recipe recipe;
    const auto made = make(wav(wave), recipe);
    EXPECT_NEAR(made.limited_db, recipe.max_limiting_db, 0.05);
    EXPECT_GT(made.shortfall_lu, 1.0);
    EXPECT_NEAR(made.shortfall_lu, recipe.target_lufs - made.after.integrated_lufs, 0.001);
    EXPECT_THAT(made.explanation, HasSubstr("below the target"));
    EXPECT_LE(made.after.true_peak_dbtp, recipe.true_peak_dbtp);
    recipe.max_limiting_db = 60.0;
    EXPECT_EQ(make(wav(wave), recipe).shortfall_lu, 0.0);
}

TEST_F(OddRecording, IsCentredBeforeItIsLimited) {
    const Wave voice = sound::babble(10.0, 0.3);
    const double limited = make(wav(voice)).limited_db;
    Wave wave = voice;
    for (float& sample : wave.samples) sample += 0.2F;
    core::Recipe recipe;
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        recipe.format = format;
        const auto made = make(wav(wave), recipe);
        EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1);
        const auto samples = sound::ffmpeg_samples(output_);
        double sum = 0.0;
        for (const float sample : samples) sum += static_cast<double>(sample);
        EXPECT_LT(std::fabs(sum / static_cast<double>(samples.size())), 0.002) << core::name(format);
    }
    recipe = {};
    EXPECT_NEAR(make(wav(wave), recipe).limited_db, limited, 0.5);
    // Each channel by itself, also where it stops on the way.
    Wave both{44100, 2, {}};
    for (std::size_t i = 0; i < voice.samples.size(); ++i) {
        const bool late = i > voice.samples.size() / 2;
        both.samples.push_back(voice.samples[i] + (late ? 0.0F : 0.3F));
        both.samples.push_back(voice.samples[i] - 0.1F);
    }
    EXPECT_NEAR(make(wav(both), recipe).limited_db, limited, 1.0);
}

TEST_F(OddRecording, IsAsLoudAsAskedThoughItBeginsUnderTheMetersGate) {
    Wave wave = sound::babble(20.0, 0.0008);
    sound::append(wave, sound::babble(20.0, 0.0003, 44100, 1, 5));
    sound::append(wave, sound::babble(20.0, 0.0015, 44100, 1, 9));
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        core::Recipe recipe;
        recipe.format = format;
        const auto made = make(wav(wave), recipe);
        EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1) << core::name(format);
        EXPECT_LE(made.encodes, 2) << core::name(format);
    }
}

TEST_F(OddRecording, IsTrimmedOnRequest) {
    Wave wave = sound::silence(3.0);
    sound::append(wave, sound::babble(5.0, 0.02));
    sound::append(wave, sound::silence(4.0));
    core::Recipe recipe;
    EXPECT_NEAR(static_cast<double>(make(wav(wave), recipe).duration.count()), 12000.0, 5.0);
    recipe.trim_silence = true;
    const auto made = make(wav(wave), recipe);
    EXPECT_GT(made.duration.count(), 4900);
    EXPECT_LT(made.duration.count(), 5900);
    EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1);
}

TEST_F(OddRecording, IsFilteredBeforeItIsMeasured) {
    // Rumble that would fool the meter's peak, under a voice.
    Wave wave = sound::babble(6.0, 0.1);
    const Wave rumble = sound::sine(6.0, 20.0, 0.5);
    for (std::size_t i = 0; i < wave.samples.size(); ++i) wave.samples[i] += rumble.samples[i];
    core::Recipe recipe;
    const double with_rumble = make(wav(wave), recipe).before.true_peak_dbtp;
    recipe.filters = "highpass=f=100:p=2,highpass=f=100:p=2";
    const auto made = make(wav(wave), recipe);
    EXPECT_LT(made.before.true_peak_dbtp, with_rumble - 6.0);
    EXPECT_NEAR(made.after.integrated_lufs, -16.0, 0.1);
    EXPECT_EQ(made.lane, core::Lane::encode);
    for (const char* preset : {"none", "voice", "noisy-voice"}) {
        SCOPED_TRACE(preset);
        recipe.filters = preset;
        const auto filtered = make(wav(wave), recipe);
        EXPECT_NEAR(filtered.after.integrated_lufs, -16.0, 0.1);
        EXPECT_NEAR(static_cast<double>(filtered.duration.count()), 6000.0, 100.0);
    }
    recipe.filters = "nosuchfilter=1";
    EXPECT_THAT(refusal(wav(wave), recipe), HasSubstr("cannot use the filters 'nosuchfilter=1'"));
    EXPECT_EQ(kind_, core::ErrorKind::config);
}

TEST_F(OddRecording, TakesTheFirstLaneThatServes) {
    core::Recipe recipe;
    make(wav(sound::babble(10.0, 0.2)), recipe);
    const auto done = folder_ / "done.mp3";
    std::filesystem::rename(output_, done);
    const auto kept = make(done, recipe);
    EXPECT_EQ(kept.lane, core::Lane::keep);
    EXPECT_EQ(kept.encodes, 0);
    EXPECT_EQ(sound::ffmpeg_samples(done), sound::ffmpeg_samples(output_));

    recipe.target_lufs = -19.0;
    const auto gained = make(done, recipe);
    EXPECT_EQ(gained.lane, core::Lane::gain) << gained.explanation;
    EXPECT_TRUE(gained.predicted);
    EXPECT_NEAR(gained.after.integrated_lufs, -19.0, 0.75);
    const auto output = core::open_to_read(output_);
    const auto measured = transcode::measure(output.get(), true);
    EXPECT_NEAR(measured.loudness.integrated_lufs, gained.after.integrated_lufs, 0.02);
    EXPECT_EQ(measured.duration, gained.duration);

    recipe.lane = core::Lane::keep;
    EXPECT_THAT(refusal(done, recipe), HasSubstr("lane keep cannot serve"));
    EXPECT_EQ(kind_, core::ErrorKind::media);
    recipe.lane = core::Lane::gain;
    EXPECT_THAT(refusal(wav(sound::babble(3.0, 0.2)), recipe), HasSubstr("lane gain cannot serve"));
}

TEST_F(OddRecording, TellsItsProgress) {
    const auto input = core::open_to_read(wav(sound::babble(20.0, 0.2)));
    const auto output = sound::open_to_write(folder_ / "made.mp3");
    std::vector<double> told;
    transcode::prepare(input.get(), output.get(), {}, {}, [&told](double share) { told.push_back(share); });
    EXPECT_GT(told.size(), 10U);
    EXPECT_GE(told.front(), 0.0);
    EXPECT_EQ(told.back(), 1.0);
    EXPECT_LE(*std::max_element(told.begin(), told.end()), 1.0);
}

TEST_F(OddRecording, GivesTheSameBytesEachTime) {
    const auto source = wav(sound::babble(5.0, 0.2));
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        core::Recipe recipe;
        recipe.format = format;
        EXPECT_EQ(make(source, recipe).sha256, make(source, recipe).sha256) << core::name(format);
    }
}

TEST(ProcessingVersion, NamesOursAndTheEncoders) {
    EXPECT_THAT(transcode::processing_version(), HasSubstr("newscast"));
    EXPECT_THAT(transcode::processing_version(), HasSubstr("lavc"));
}

}  // namespace
