#include "transcode/prepare.h"

#include "core/disk_fault.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/measure.h"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <filesystem>
#include <string>

namespace {

using sound::Wave;
using testing::HasSubstr;

class Prepare : public testing::Test {
protected:
    std::filesystem::path wav(const Wave& wave, const std::string& name = "source.wav") {
        sound::write_wav(folder_ / name, wave);
        return folder_ / name;
    }

    core::Made make(const std::filesystem::path& source, const core::Recipe& recipe, const core::Tags& tags = {}) {
        const core::FileDescriptor input = core::open_to_read(source);
        // Whatever was read before must not matter.
        lseek(input.get(), 11, SEEK_SET);
        output_ = folder_ / ("made." + std::string(core::name(recipe.format)));
        const core::FileDescriptor output = sound::open_to_write(output_);
        return transcode::prepare(input.get(), output.get(), recipe, tags);
    }

    void expect_refused(const std::filesystem::path& source, const std::string& reason) {
        try {
            make(source, {});
            ADD_FAILURE() << "taken, though " << reason;
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media);
            EXPECT_THAT(error.what(), HasSubstr(reason));
        }
    }

    support::TemporaryFolder folder_;
    std::filesystem::path output_;
};

struct Case {
    core::Format format;
    core::Channels channels;
};

class PrepareFormat : public Prepare, public testing::WithParamInterface<Case> {};

TEST_P(PrepareFormat, BringsSpeechToTheTargetUnderTheCeiling) {
    core::Recipe recipe;
    recipe.format = GetParam().format;
    recipe.channels = GetParam().channels;
    const Wave source = sound::babble(20.0, 0.12, 44100, 2);
    const core::Made made = make(wav(source), recipe);
    EXPECT_EQ(made.lane, core::Lane::encode);
    EXPECT_NEAR(made.after.integrated_lufs, recipe.target_lufs, 0.1);
    EXPECT_LE(made.after.true_peak_dbtp, recipe.true_peak_dbtp);
    EXPECT_EQ(made.bytes, std::filesystem::file_size(output_));
    EXPECT_EQ(made.sha256, core::sha256_of_file(core::open_to_read(output_).get()));
    EXPECT_FALSE(made.predicted);
    EXPECT_EQ(made.shortfall_lu, 0.0);

    const auto judged = sound::ffmpeg_reading(output_, true);
    EXPECT_NEAR(judged.integrated_lufs, recipe.target_lufs, 0.2);  // it prints one decimal
    EXPECT_LE(judged.true_peak_dbtp, recipe.true_peak_dbtp + 0.2);
    EXPECT_EQ(sound::ffprobe(output_, "stream=channels"), recipe.channels == core::Channels::mono ? "1" : "2");
    const int rate = recipe.format == core::Format::opus ? 48000 : 44100;
    const auto channels = recipe.channels == core::Channels::mono ? 1U : 2U;
    const double decoded = static_cast<double>(sound::ffmpeg_samples(output_).size()) / channels / rate;
    const double whole_frames = recipe.format == core::Format::m4a ? 1024.0 / rate : 0.0;
    EXPECT_GE(decoded, source.seconds() - 0.001);
    EXPECT_LE(decoded, source.seconds() + whole_frames + 0.001);
    EXPECT_NEAR(static_cast<double>(made.duration.count()) / 1000.0, decoded, 0.002);
    EXPECT_NEAR(std::stod(sound::ffprobe(output_, "stream=duration")), decoded,
                recipe.format == core::Format::mp3 ? 0.06 : 0.01);
}

INSTANTIATE_TEST_SUITE_P(
    All, PrepareFormat,
    testing::Values(Case{core::Format::mp3, core::Channels::mono}, Case{core::Format::mp3, core::Channels::stereo},
                    Case{core::Format::m4a, core::Channels::mono}, Case{core::Format::m4a, core::Channels::stereo},
                    Case{core::Format::opus, core::Channels::mono}, Case{core::Format::opus, core::Channels::source}),
    [](const auto& tested) {
        return std::string(core::name(tested.param.format)) + "_" + std::string(core::name(tested.param.channels));
    });

TEST_F(Prepare, RefusesWhatIsNoRecording) {
    expect_refused(wav(sound::silence(3.0)), "silent");
    expect_refused(wav(sound::sine(0.9, 440.0, 0.5)), "shorter than a second");
    const auto text = folder_ / "text";
    for (const auto& [content, reason] : std::vector<std::pair<std::string, std::string>>{
             {"", "empty"},
             {"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n", "playlist"},
             {"ffconcat version 1.0\nfile '/etc/passwd'\n", "playlist"},
             {"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 5004 RTP/AVP 97\n", "playlist"},
             {"<!doctype html><html><body>gone</body></html>", "no known audio format"}}) {
        std::filesystem::remove(text);
        {
            const auto file = sound::open_to_write(text);
            ASSERT_EQ(write(file.get(), content.data(), content.size()), static_cast<ssize_t>(content.size()));
        }
        expect_refused(text, reason);
    }
}

TEST_F(Prepare, SaysStorageWhenWritingFails) {
    const auto source = wav(sound::babble(3.0, 0.2));
    const core::FileDescriptor input = core::open_to_read(source);
    const core::FileDescriptor full(open("/dev/full", O_RDWR | O_CLOEXEC));
    ASSERT_TRUE(full);
    try {
        transcode::prepare(input.get(), full.get(), {}, {});
        FAIL() << "wrote to a full device";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
    }
}

TEST(Measure, ReadsASineAsTheStandardSays) {
    support::TemporaryFolder folder;
    sound::write_wav(folder / "sine.wav", sound::sine(20.0, 1000.0, 0.1, 48000, 2));
    const core::FileDescriptor input = core::open_to_read(folder / "sine.wav");
    const transcode::Measurement read = transcode::measure(input.get(), true);
    EXPECT_NEAR(read.loudness.integrated_lufs, -20.0, 0.03);
    EXPECT_NEAR(read.loudness.true_peak_dbtp, -20.0, 0.05);
    EXPECT_EQ(read.duration.count(), 20000);
    EXPECT_EQ(read.source_format, "pcm_f32le in wav, 3072 kbit/s, 48000 Hz, stereo");
}

TEST_P(PrepareFormat, SaysThatTheDiskIsFullWhicheverWriteFails) {
    using core::disk::Fault;
    core::Recipe recipe;
    recipe.format = GetParam().format;
    recipe.channels = GetParam().channels;
    recipe.encoder_quality = 9;
    const std::filesystem::path source = wav(sound::babble(2.0, 0.12, 22050, 1));
    core::disk::arm({});
    make(source, recipe);
    const std::uint64_t calls = core::disk::calls();
    EXPECT_GT(calls, 0u);
    for (std::uint64_t number = 1; number <= calls; ++number) {
        core::disk::arm({Fault::Act::fail, number, ENOSPC});
        try {
            make(source, recipe);
            ADD_FAILURE() << "call " << number << " failed unseen";
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::storage) << number;
            EXPECT_THAT(error.what(), HasSubstr("'recording': No space left on device")) << number;
        }
        core::disk::disarm();
    }
}

}  // namespace
