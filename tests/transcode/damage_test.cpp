#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/mp3_frames.h"
#include "transcode/prepare.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>

namespace {

using core::Lane;
using testing::HasSubstr;
using transcode::Bytes;
using transcode::Mp3Frames;

/// What prepare() makes of recordings whose sound is all right but for some of it.
class DamagedRecording : public testing::Test {
protected:
    /// Loud enough to be kept as it is.
    std::filesystem::path right(const std::string& name, const std::string& options) {
        sound::write_wav(folder_ / "source.wav", sound::babble(8.0, 0.3));
        const auto is = sound::ffmpeg_reading(folder_ / "source.wav", true);
        sound::run(fmt::format("ffmpeg -nostdin -v error -y -i {} {} -af volume={}dB {}",
                               sound::quoted(folder_ / "source.wav"), options, -16.0 - is.integrated_lufs,
                               sound::quoted(folder_ / name)));
        return folder_ / name;
    }
    std::string bytes_of(const std::filesystem::path& path) { return sound::run("cat " + sound::quoted(path)); }
    std::filesystem::path put(const std::string& name, const std::string& bytes) {
        const auto file = sound::open_to_write(folder_ / name);
        EXPECT_EQ(write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        return folder_ / name;
    }
    core::Made make(const std::filesystem::path& source, core::Recipe recipe = {}) {
        recipe.true_peak_dbtp = 6.0;
        const auto input = core::open_to_read(source);
        output_ = folder_ / ("made." + std::string(core::name(recipe.format)));
        const auto output = sound::open_to_write(output_);
        return transcode::prepare(input.get(), output.get(), recipe, {});
    }
    std::string refusal(const std::filesystem::path& source, const core::Recipe& recipe = {}) {
        try {
            make(source, recipe);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media);
            return error.what();
        }
        return "taken";
    }
    static std::string errors_in(const std::filesystem::path& path) {
        return sound::run_all("ffmpeg -nostdin -v error -i " + sound::quoted(path) + " -f null -");
    }
    /// Lets somebody change some frames of an MP3, by number.
    std::string changed(std::string bytes, const std::function<void(std::size_t, std::span<std::uint8_t>)>& change) {
        const auto read = [&bytes](std::uint64_t at, std::span<std::uint8_t> into) {
            const std::string_view part = std::string_view(bytes).substr(static_cast<std::size_t>(at), into.size());
            std::ranges::copy(part, into.begin());
            return part.size();
        };
        std::string result = bytes;
        Mp3Frames frames(read, bytes.size());
        for (std::size_t number = 0; const auto frame = frames.next(); ++number)
            change(number, {reinterpret_cast<std::uint8_t*>(result.data()) + frame->offset, frame->bytes.size()});
        return result;
    }

    support::TemporaryFolder folder_;
    std::filesystem::path output_;
};

constexpr std::size_t side_at = 4;  // without a CRC

TEST_F(DamagedRecording, FramesThatNoDecoderTakesAreNotCopied) {
    const std::string mp3 = bytes_of(right("right.mp3", "-ac 1 -b:a 64k"));
    ASSERT_EQ(make(put("again.mp3", mp3)).lane, Lane::keep);
    struct Case {
        const char* name;
        std::function<void(std::span<std::uint8_t>)> change;
    };
    // In mono: 18 bits, then of each granule 12 of length, 9 of big_values, 8 of gain, 4 of scale factors' length and
    // one for a window, which if set has two of its kind next.
    const auto set = [](std::span<std::uint8_t> frame, std::size_t bit, std::size_t count, unsigned value) {
        for (std::size_t i = 0; i < count; ++i) {
            std::uint8_t& byte = frame[side_at + (bit + i) / 8];
            const unsigned mask = 0x80U >> (bit + i) % 8;
            byte = static_cast<std::uint8_t>((value >> (count - 1 - i) & 1) != 0 ? byte | mask : byte & ~mask);
        }
    };
    for (const Case& each : {
             Case{"big_values of 511", [&](auto frame) { set(frame, 18 + 12, 9, 511); }},
             Case{"a window of no kind", [&](auto frame) { set(frame, 18 + 33, 3, 4); }},
         }) {
        SCOPED_TRACE(each.name);
        const auto damaged = put("damaged.mp3", changed(mp3, [&](std::size_t number, auto frame) {
                                     if (number >= 40 && number < 43) each.change(frame);
                                 }));
        ASSERT_NE(errors_in(damaged), "");
        const core::Made made = make(damaged);
        EXPECT_EQ(made.lane, Lane::encode);
        EXPECT_THAT(made.explanation, HasSubstr("encode: not all of it decodes ("));
        EXPECT_EQ(errors_in(output_), "");
        for (const Lane lane : {Lane::keep, Lane::gain}) {
            core::Recipe recipe;
            recipe.lane = lane;
            EXPECT_THAT(refusal(damaged, recipe), HasSubstr("cannot serve: not all of it decodes ("));
        }
    }
}

TEST_F(DamagedRecording, NeitherArePacketsOfTheOtherFormats) {
    for (const auto& [name, options, format] :
         {std::tuple("a.m4a", "-c:a aac -b:a 64k -ac 1 -movflags +faststart", core::Format::m4a),
          std::tuple("a.opus", "-c:a libopus -b:a 48k -ac 1", core::Format::opus)}) {
        SCOPED_TRACE(name);
        core::Recipe recipe;
        recipe.format = format;
        const auto path = right(name, options);
        ASSERT_EQ(make(path, recipe).lane, Lane::keep);
        std::string bytes = bytes_of(path);
        bytes.replace(bytes.size() / 2, 2000, std::string(2000, '\xFF'));
        const auto damaged = put("damaged", bytes);
        ASSERT_NE(errors_in(damaged), "");
        EXPECT_EQ(make(damaged, recipe).lane, Lane::encode);
        EXPECT_EQ(errors_in(output_), "");
    }
}

TEST_F(DamagedRecording, GarbageBetweenFramesIsLeftOutOfACopy) {
    const std::string mp3 = bytes_of(right("right.mp3", "-ac 1 -b:a 64k"));
    std::size_t middle = 0;
    changed(mp3, [&, at = std::size_t{0}](std::size_t number, auto frame) mutable {
        if (number == 40) middle = at + mp3.find("\xFF\xFB");
        at += frame.size();
    });
    const core::Made made =
        make(put("garbage.mp3", mp3.substr(0, middle) + std::string(500, 'x') + mp3.substr(middle)));
    EXPECT_EQ(made.lane, Lane::keep) << made.explanation;
    EXPECT_EQ(errors_in(output_), "");
}

TEST_F(DamagedRecording, AHeaderThatLiesOfItsLengthIsMadeTrue) {
    const std::string mp3 = bytes_of(right("right.mp3", "-ac 1 -b:a 64k"));
    const std::size_t info = mp3.find("Info");
    ASSERT_NE(info, std::string::npos);
    for (const auto& [frames, bytes] : {std::pair(3U, 0x00FFFFFFU), std::pair(100'000U, 100U), std::pair(10U, 10U)}) {
        std::string lying = mp3;
        for (std::size_t i = 0; i < 4; ++i) {
            lying[info + 8 + i] = static_cast<char>(frames >> (24 - 8 * i));
            lying[info + 12 + i] = static_cast<char>(bytes >> (24 - 8 * i));
        }
        const core::Made made = make(put("lying.mp3", lying));
        EXPECT_EQ(made.lane, Lane::keep) << made.explanation;
        EXPECT_NEAR(std::stod(sound::ffprobe(output_, "format=duration")), 8.0, 0.1);
    }
}

TEST_F(DamagedRecording, ABrokenCoverIsNoMatterOfTheSound) {
    sound::run("ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=400x400 -frames:v 1 " +
               sound::quoted(folder_ / "c.jpg"));
    const std::string cover = bytes_of(folder_ / "c.jpg");
    std::string bytes = bytes_of(right("covered.m4a", "-i " + sound::quoted(folder_ / "c.jpg") +
                                                          " -map 0:a -map 1:v -c:a aac -c:v copy -disposition:v "
                                                          "attached_pic"));
    const std::size_t at = bytes.find(cover.substr(0, 16));
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at + 2, cover.size() - 2, std::string(cover.size() - 2, '\0'));
    const auto path = put("broken.m4a", bytes);
    ASSERT_THAT(errors_in(path), HasSubstr("mjpeg"));
    for (const core::Format format : {core::Format::mp3, core::Format::m4a}) {
        core::Recipe recipe;
        recipe.format = format;
        testing::internal::CaptureStderr();
        const core::Made made = make(path, recipe);
        EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
        EXPECT_NEAR(static_cast<double>(made.duration.count()), 8000.0, 100.0);
    }
}

TEST_F(DamagedRecording, ACutInAFrameIsNoBang) {
    if (!sound::have("lame")) GTEST_SKIP() << "lame, which makes the recording, is not installed";
    right("right.wav", "");
    sound::run("lame --quiet -b 64 -m m " + sound::quoted(folder_ / "right.wav") + " " +
               sound::quoted(folder_ / "whole.mp3"));
    const std::string whole = bytes_of(folder_ / "whole.mp3");
    const double peak = make(folder_ / "whole.mp3").before.true_peak_dbtp;
    // Frames have 208 and 209 bytes: cut at every part of one.
    for (std::size_t cut = whole.size() * 2 / 3; cut < whole.size() * 2 / 3 + 220; cut += 17) {
        EXPECT_LT(make(put("cut.mp3", whole.substr(0, cut))).before.true_peak_dbtp, peak + 0.5) << cut;
    }
}

TEST_F(DamagedRecording, FreeFormatIsNamed) {
    if (!sound::have("lame")) GTEST_SKIP() << "lame, which makes the recording, is not installed";
    right("right.wav", "");
    sound::run("lame --quiet --freeformat -b 100 " + sound::quoted(folder_ / "right.wav") + " " +
               sound::quoted(folder_ / "free.mp3"));
    EXPECT_THAT(refusal(folder_ / "free.mp3"), HasSubstr("it is free-format MP3, which cannot be decoded"));
}

TEST_F(DamagedRecording, WhatCannotBeDecodedIsNamed) {
    sound::run("ffmpeg -nostdin -v error -f lavfi -i testsrc=s=64x64:d=2 -c:v mpeg4 " +
               sound::quoted(folder_ / "v.mp4"));
    EXPECT_THAT(refusal(folder_ / "v.mp4"), HasSubstr("it is a video without sound"));
}

}  // namespace
