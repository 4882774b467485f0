#include "transcode/join.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using testing::HasSubstr;
using testing::StartsWith;
using transcode::Joined;

class Join : public testing::Test {
protected:
    std::filesystem::path wav(const std::string& name, const sound::Wave& wave) {
        const std::filesystem::path path = folder / (name + ".wav");
        sound::write_wav(path, wave);
        return path;
    }
    /// The file as ffmpeg encodes it with these options, under a name that says the format.
    std::filesystem::path encoded(const std::filesystem::path& wav, const std::string& as, const std::string& options) {
        const std::filesystem::path path = folder / as;
        sound::run("ffmpeg -v error -y -i " + sound::quoted(wav) + " " + options + " " + sound::quoted(path));
        return path;
    }
    Joined join(const std::vector<std::filesystem::path>& parts) {
        std::vector<core::FileDescriptor> files;
        std::vector<int> descriptors;
        for (const std::filesystem::path& part : parts) {
            files.push_back(core::open_to_read(part));
            descriptors.push_back(files.back().get());
        }
        const core::FileDescriptor output = sound::open_to_write(joined);
        return transcode::join(descriptors, output.get());
    }
    std::string error_of(const std::vector<std::filesystem::path>& parts) {
        try {
            join(parts);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media);
            return error.what();
        }
        return "no error";
    }

    support::TemporaryFolder folder;
    std::filesystem::path joined = folder / "joined.flac";
};

TEST_F(Join, LengthsAddUpAndTheSoundStays) {
    const auto first = wav("1", sound::babble(1.5, 0.3, 22050, 1, 1));
    const auto second = wav("2", sound::babble(2.25, 0.3, 22050, 1, 2));
    const Joined made = join({first, second});
    EXPECT_EQ(made.duration.count(), 3750);
    EXPECT_EQ(made.bytes, std::filesystem::file_size(joined));
    EXPECT_EQ(made.sha256, core::sha256(core::read_file(joined)));
    EXPECT_EQ(sound::ffprobe(joined, "stream=codec_name"), "flac");
    EXPECT_NEAR(std::stod(sound::ffprobe(joined, "format=duration")), 3.75, 0.001) << "its header says so, too";
    sound::Wave all = sound::babble(1.5, 0.3, 22050, 1, 1);
    sound::append(all, sound::babble(2.25, 0.3, 22050, 1, 2));
    const std::vector<float> heard = sound::ffmpeg_samples(joined);
    ASSERT_EQ(heard.size(), all.samples.size());
    constexpr std::size_t joint = 33075;
    constexpr std::size_t fade = 111;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        if (i + fade >= joint && i < joint + fade) continue;
        ASSERT_NEAR(heard[i], all.samples[i], 1.0 / 32768) << i;
    }
}

TEST_F(Join, TheHighestRateAndTheMostChannelsServeAll) {
    const auto mono = wav("1", sound::sine(1.0, 440, 0.25, 16000, 1));
    const auto stereo = encoded(wav("2", sound::sine(1.0, 440, 0.25, 48000, 2)), "2.mp3", "-b:a 128k");
    const auto voice = encoded(wav("3", sound::sine(1.0, 440, 0.25, 44100, 1)), "3.m4a", "-b:a 96k");
    const Joined made = join({mono, stereo, voice});
    EXPECT_EQ(sound::ffprobe(joined, "stream=sample_rate"), "48000");
    EXPECT_EQ(sound::ffprobe(joined, "stream=channels"), "2");
    EXPECT_NEAR(static_cast<double>(made.duration.count()), 3000.0, 60.0) << "coders pad";
    const std::vector<float> heard = sound::ffmpeg_samples(joined);
    for (const double second : {0.5, 1.5, 2.5}) {
        double power = 0.0;
        constexpr std::size_t frames = 4800;
        const auto from = static_cast<std::size_t>(second * 48000) * 2;
        for (std::size_t i = from; i < from + 2 * frames; ++i) power += static_cast<double>(heard[i]) * heard[i];
        EXPECT_NEAR(std::sqrt(power / (2 * frames)), 0.25 / std::sqrt(2.0), 0.01) << "the level stays, at " << second;
    }
}

TEST_F(Join, NothingClicksWhereTheyMeet) {
    // One ends at the top of its wave, the other begins at the bottom.
    sound::Wave up = sound::sine(1.0, 100, 0.9, 44100);
    sound::Wave down = up;
    up.samples.resize(44100 - 331);
    for (float& sample : down.samples) sample = -0.9F;
    down.samples.resize(22050);
    join({wav("1", up), wav("2", down), wav("3", up)});
    const std::vector<float> heard = sound::ffmpeg_samples(joined);
    float most = 0.0F;
    for (std::size_t i = 1; i < heard.size(); ++i) most = std::max(most, std::abs(heard[i] - heard[i - 1]));
    EXPECT_LT(most, 0.03F) << "no step is larger than the waves' own";
    EXPECT_NEAR(heard.front(), up.samples.front(), 0.001) << "the beginning is as it was";
    EXPECT_NEAR(heard.back(), up.samples.back(), 0.001) << "and so is the end";
}

TEST_F(Join, TheSamePartsGiveTheSameBytes) {
    const auto first = encoded(wav("1", sound::babble(1.0, 0.3)), "1.mp3", "-b:a 64k");
    const auto second = encoded(wav("2", sound::babble(1.0, 0.3, 22050)), "2.mp3", "-b:a 64k");
    const std::string once = join({first, second}).sha256;
    EXPECT_EQ(join({first, second}).sha256, once);
    EXPECT_NE(join({second, first}).sha256, once);
    EXPECT_EQ(core::read_file(joined).find("Lav"), std::string::npos) << "no version of a library is in it";
}

TEST_F(Join, WhatCannotBeJoinedIsNamed) {
    const auto good = wav("1", sound::babble(1.0, 0.3));
    core::write_file(folder / "page.mp3", "<!DOCTYPE html><html><body>404</body></html>");
    EXPECT_THAT(error_of({good, folder / "page.mp3", good}), StartsWith("part 2 of 3: not a usable recording"));
}

TEST_F(Join, MemoryDoesNotGrowWithTheLength) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
    const auto peak_of = [&](const std::filesystem::path& part) {
        return sound::peak_kib([&] { join({part, part}); });
    };
    const auto brief = wav("brief", sound::silence(2, 44100, 1));
    const auto long_one = wav("long", sound::silence(120, 44100, 1));
    peak_of(brief);
    const long least = peak_of(brief);
    EXPECT_LT(peak_of(long_one), least + 4096) << "KiB";
}

}  // namespace
