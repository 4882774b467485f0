#include "transcode/mp3_gain.h"

#include "core/disk.h"
#include "core/error.h"
#include "tests/transcode/mp3_material.h"

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <random>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace transcode {
namespace {

using FileBytes = std::vector<std::uint8_t>;
using testing::HasSubstr;

Mp3Frames::ReadAt reader(const FileBytes& file) {
    return [&file](std::uint64_t at, std::span<std::uint8_t> into) {
        const std::size_t count =
            std::min<std::size_t>(into.size(), file.size() - std::min<std::size_t>(at, file.size()));
        std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
        return count;
    };
}

Mp3Inspection inspect(const FileBytes& file) {
    return inspect_mp3(reader(file), file.size());
}

std::vector<FileBytes> frames_of(const FileBytes& file) {
    std::vector<FileBytes> all;
    Mp3Frames frames(reader(file), file.size());
    while (const auto frame = frames.next()) all.emplace_back(frame->bytes.begin(), frame->bytes.end());
    return all;
}

FileBytes moved(const FileBytes& file, int steps) {
    const support::TemporaryFolder folder;
    support::write_bytes(folder / "in.mp3", file);
    const core::FileDescriptor input = core::open_to_read(folder / "in.mp3");
    const core::FileDescriptor output = core::disk::open_unnamed(folder.path());
    const auto found = inspect_mp3(input.get());
    const std::uint64_t at = 100;  // room for tags in front
    const std::uint64_t bytes = copy_mp3(input.get(), output.get(), at, found, steps);
    FileBytes result(bytes);
    EXPECT_EQ(::pread(output.get(), result.data(), result.size(), static_cast<off_t>(at)), static_cast<ssize_t>(bytes));
    return result;
}

// Frames made by hand: MPEG-1, 128 kbit/s, 44100 Hz, stereo, no CRC.

constexpr std::size_t made_bytes = 417;

FileBytes made_frame(std::vector<unsigned> gains, unsigned part2_3_length = 100) {
    FileBytes frame(made_bytes);
    frame[0] = 0xFF;
    frame[1] = 0xFB;
    frame[2] = 0x90;
    frame[3] = 0x00;
    const auto header = parse_mp3_header(frame);
    const Mp3SideInfo side = parse_mp3_side_info(*header, frame);
    for (std::size_t i = 0; i < gains.size(); ++i) {
        const std::size_t length_bit = side.granules[i].gain_bit - 21;
        for (unsigned bit = 0; bit < 12; ++bit) {
            if ((part2_3_length & 0x800U >> bit) == 0) continue;
            frame[(length_bit + bit) / 8] =
                static_cast<std::uint8_t>(frame[(length_bit + bit) / 8] | 0x80U >> (length_bit + bit) % 8);
        }
        write_mp3_gain(frame, side.granules[i].gain_bit, gains[i]);
    }
    return frame;
}

FileBytes joined(const std::vector<FileBytes>& parts) {
    FileBytes all;
    for (const FileBytes& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<unsigned> gains_of(const FileBytes& frame) {
    const auto header = parse_mp3_header(frame);
    const Mp3SideInfo side = parse_mp3_side_info(*header, frame);
    std::vector<unsigned> gains;
    for (int i = 0; i < side.count; ++i) gains.push_back(side.granules[static_cast<std::size_t>(i)].global_gain);
    return gains;
}

core::Recipe recipe_for(double target, double ceiling = -1.0, double tolerance = 0.75) {
    core::Recipe recipe;
    recipe.target_lufs = target;
    recipe.true_peak_dbtp = ceiling;
    recipe.tolerance_lu = tolerance;
    return recipe;
}

TEST(PlanGain, TakesTheNearestStep) {
    const auto file = inspect(joined({made_frame({100, 100, 100, 100}), made_frame({100, 100, 100, 100})}));
    const core::Loudness before{-20.0, 3.0, -12.0};
    for (double target = -40.0; target < -12.0; target += 0.173) {
        const GainPlan plan = plan_gain(file, before, recipe_for(target));
        ASSERT_TRUE(plan.possible) << target << ": " << plan.reason;
        EXPECT_NEAR(plan.after.integrated_lufs, target, 0.7526);
        EXPECT_DOUBLE_EQ(plan.after.integrated_lufs, -20.0 + plan.steps * mp3_step_db);
        EXPECT_DOUBLE_EQ(plan.after.true_peak_dbtp, -12.0 + plan.steps * mp3_step_db);
        EXPECT_EQ(plan.after.range_lu, before.range_lu);
    }
    EXPECT_EQ(plan_gain(file, before, recipe_for(-16.0)).steps, 3);
    EXPECT_EQ(plan_gain(file, before, recipe_for(-16.0)).reason, "3 steps of 1.505 dB");
    EXPECT_EQ(plan_gain(file, before, recipe_for(-21.5)).reason, "-1 step of 1.505 dB");
}

TEST(PlanGain, KeepsThePeakUnderTheCeiling) {
    const auto file = inspect(joined({made_frame({100, 100, 100, 100}), made_frame({100, 100, 100, 100})}));
    const GainPlan passed = plan_gain(file, {-20.0, 3.0, -5.0}, recipe_for(-16.0));
    EXPECT_FALSE(passed.possible);
    EXPECT_EQ(passed.reason, "true peak of -0.5 dBTP would pass -1.0 dBTP");
    // One step less is still within a wide tolerance.
    const GainPlan less = plan_gain(file, {-20.0, 3.0, -5.0}, recipe_for(-16.0, -1.0, 1.5));
    EXPECT_TRUE(less.possible) << less.reason;
    EXPECT_EQ(less.steps, 2);
    EXPECT_TRUE(plan_gain(file, {-20.0, 3.0, -1.0 - 3 * mp3_step_db}, recipe_for(-16.0)).possible);
}

TEST(PlanGain, RefusesWhereAStepIsTooCoarse) {
    const auto file = inspect(joined({made_frame({100, 100, 100, 100}), made_frame({100, 100, 100, 100})}));
    const GainPlan plan = plan_gain(file, {-20.0, 3.0, -12.0}, recipe_for(-19.3, -1.0, 0.3));
    EXPECT_FALSE(plan.possible);
    EXPECT_EQ(plan.reason, "steps of 1.5 dB leave 0.70 LU to the target, more than 0.30");
}

TEST(PlanGain, RefusesSilenceAndWhatHasNoFrames) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto file = inspect(joined({made_frame({100, 100, 100, 100}), made_frame({100, 100, 100, 100})}));
    EXPECT_EQ(plan_gain(file, {-infinity, 0.0, -infinity}, recipe_for(-16.0)).reason, "silent");
    EXPECT_EQ(plan_gain(inspect({}), {-20, 0, -10}, recipe_for(-16.0)).reason, "no frames of MPEG layer III");
}

TEST(PlanGain, RefusesWhereAGranuleWouldLeaveItsRange) {
    const auto file = inspect(joined({made_frame({100, 3, 100, 100}), made_frame({100, 100, 253, 100})}));
    EXPECT_TRUE(plan_gain(file, {-20.0, 3.0, -12.0}, recipe_for(-17.0)).possible);
    EXPECT_EQ(plan_gain(file, {-20.0, 3.0, -12.0}, recipe_for(-15.5)).reason,
              "global_gain of frame 1 would rise to 256");
    EXPECT_TRUE(plan_gain(file, {-20.0, 3.0, -12.0}, recipe_for(-23.0)).possible);
    // 0 is kept for those that never move.
    EXPECT_EQ(plan_gain(file, {-20.0, 3.0, -12.0}, recipe_for(-24.5)).reason, "global_gain of frame 0 would fall to 0");
}

TEST(CopyMp3, LeavesInaudibleGranulesAlone) {
    const FileBytes file =
        joined({made_frame({0, 1, 80, 0}), made_frame({2, 250, 0, 7}, 0), made_frame({90, 90, 90, 90})});
    const Mp3Inspection found = inspect(file);
    EXPECT_EQ(found.granules, 12U);
    EXPECT_EQ(found.zero_granules, 2U);
    EXPECT_EQ(found.empty_granules, 4U);
    EXPECT_EQ(found.lowest_gain, 1U);
    EXPECT_EQ(found.highest_gain, 90U);
    const auto louder = frames_of(moved(file, 9));
    ASSERT_EQ(louder.size(), 3U);
    EXPECT_THAT(gains_of(louder[0]), testing::ElementsAre(0, 10, 89, 0));
    EXPECT_THAT(gains_of(louder[1]), testing::ElementsAre(2, 250, 0, 7));
    EXPECT_THAT(gains_of(louder[2]), testing::ElementsAre(99, 99, 99, 99));
    EXPECT_EQ(moved(moved(file, 9), -9), file);
}

TEST(CopyMp3, RefusesRatherThanClamps) {
    const FileBytes file = joined({made_frame({5, 5, 5, 5}), made_frame({250, 250, 250, 250})});
    EXPECT_THROW(moved(file, -5), core::Error);
    EXPECT_THROW(moved(file, 6), core::Error);
    EXPECT_EQ(moved(moved(file, -4), 4), file);
    EXPECT_EQ(moved(moved(file, 5), -5), file);
}

TEST(CopyMp3, BringsAWrongFrameCrcBack) {
    FileBytes frame = made_frame({100, 100, 100, 100});
    frame[1] = 0xFA;  // with a CRC, for which the two bytes behind the header now stand
    const FileBytes file = joined({frame, frame, frame});
    const auto header = parse_mp3_header(frame);
    const auto distance = mp3_frame_crc(*header, frame) ^ core::big_endian(frame, 4, 2);
    const FileBytes louder = frames_of(moved(file, 4)).at(1);
    EXPECT_EQ(mp3_frame_crc(*header, louder) ^ core::big_endian(louder, 4, 2), distance);
    EXPECT_EQ(moved(moved(file, 4), -4), file);
}

// Recordings made by encoders, judged by decoders.

const support::Mp3Material& material() {
    static const support::Mp3Material made;
    return made;
}

class RealMp3 : public testing::TestWithParam<support::Mp3Recipe> {
protected:
    void SetUp() override {
        if (const auto missing = support::Mp3Material::missing_tools(); !missing.empty()) GTEST_SKIP() << missing;
        path_ = material().make(GetParam());
        file_ = support::read_bytes(path_);
    }
    void TearDown() override {
        if (!path_.empty()) std::filesystem::remove(path_);
    }

    std::filesystem::path path_;
    FileBytes file_;
};

/// CRC by the definition, bit by bit, to judge the tables.
std::uint16_t slow_lame_crc(Bytes bytes) {
    unsigned crc = 0;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001U : crc >> 1;
    }
    return static_cast<std::uint16_t>(crc);
}

void expect_right_lame_tag(const FileBytes& file) {
    const auto frames = frames_of(file);
    const auto header = parse_mp3_header(frames.front());
    const auto info = parse_mp3_info(*header, frames.front());
    ASSERT_TRUE(info);
    ASSERT_NE(info->lame_at, 0U);
    const Bytes frame = frames.front();
    FileBytes music;
    for (std::size_t i = 1; i < frames.size(); ++i) music.insert(music.end(), frames[i].begin(), frames[i].end());
    EXPECT_EQ(core::big_endian(frame, info->lame_at + LameTag::tag_crc, 2),
              slow_lame_crc(frame.first(info->lame_at + LameTag::tag_crc)));
    EXPECT_EQ(core::big_endian(frame, info->lame_at + LameTag::music_crc, 2), slow_lame_crc(music));
    EXPECT_EQ(info->frames, frames.size() - 1);
    EXPECT_EQ(info->bytes, music.size() + frame.size());
}

TEST_P(RealMp3, IsUnderstoodWhole) {
    const Mp3Inspection found = inspect(file_);
    EXPECT_EQ(found.obstacle, "");
    EXPECT_EQ(found.other_bytes, 0U);
    EXPECT_GT(found.frames, 100U);
    EXPECT_EQ(found.protected_by_crc, GetParam().name.find("WithCrc") != std::string::npos);
    EXPECT_EQ(found.info.has_value(), GetParam().has_info);
    if (found.info) {
        expect_right_lame_tag(file_);  // as the encoder wrote it
        EXPECT_EQ(found.info->frames, found.frames);
        EXPECT_GT(found.info->delay, 500);
        const auto decoded = support::decode_with_ffmpeg(path_);
        const auto frames = static_cast<double>(decoded.size()) / found.format.channels;
        EXPECT_NEAR(found.duration().count(), frames / found.format.sample_rate_hz, 0.0005);
    }
}

TEST_P(RealMp3, DecodesTheSameButScaled) {
    const auto output = path_.parent_path() / "moved.mp3";
    const auto by_ffmpeg = support::decode_with_ffmpeg(path_);
    const auto by_mpg123 = support::decode_with_mpg123(path_);
    for (const int steps : {-7, 5}) {
        const FileBytes result = moved(file_, steps);
        support::write_bytes(output, result);
        const auto factor = static_cast<float>(std::pow(2.0, steps / 4.0));
        const auto scaled = [factor](std::vector<float> samples) {
            for (float& sample : samples) sample *= factor;
            return samples;
        };
        EXPECT_GE(support::signal_to_noise_db(scaled(by_ffmpeg), support::decode_with_ffmpeg(output)), 120.0) << steps;
        EXPECT_GE(support::signal_to_noise_db(scaled(by_mpg123), support::decode_with_mpg123(output)), 120.0) << steps;
        if (inspect(file_).info) expect_right_lame_tag(result);
    }
}

TEST_P(RealMp3, ComesBackBitForBit) {
    const auto frames = frames_of(file_);
    const std::size_t info_frames = inspect(file_).info ? 1 : 0;
    const auto kept = frames_of(moved(file_, 0));
    ASSERT_EQ(kept.size(), frames.size());
    for (std::size_t i = info_frames; i < frames.size(); ++i) ASSERT_EQ(kept[i], frames[i]) << i;
    for (const int steps : {-11, -1, 1, 13}) {
        const FileBytes there = moved(file_, steps);
        EXPECT_NE(frames_of(there), kept);
        EXPECT_EQ(frames_of(moved(there, -steps)), kept);
        EXPECT_EQ(inspect(there).audio_bytes, inspect(file_).audio_bytes);
    }
}

INSTANTIATE_TEST_SUITE_P(All, RealMp3, testing::ValuesIn(support::Mp3Material::recipes()),
                         [](const auto& test) { return test.param.name; });

class DamagedMp3 : public testing::Test {
protected:
    void SetUp() override {
        if (const auto missing = support::Mp3Material::missing_tools(); !missing.empty()) GTEST_SKIP() << missing;
        file_ = support::read_bytes(material().make({"Damaged", "lame --quiet -q 7 -m j -V 5 {in} {out}"}));
        frames_ = frames_of(file_);
    }
    FileBytes file_;
    std::vector<FileBytes> frames_;
};

TEST_F(DamagedMp3, StaleGainFieldsAreCleared) {
    const auto header = parse_mp3_header(file_);
    const auto info = parse_mp3_info(*header, frames_.front());
    ASSERT_NE(info->lame_at, 0U);
    const std::span<std::uint8_t> bytes(file_);
    write_big_endian(bytes, info->lame_at + LameTag::peak, 4, 0x12345678);
    write_big_endian(bytes, info->lame_at + LameTag::replay_gain, 4, 0x2C2A4E1F);
    write_big_endian(bytes, info->lame_at + LameTag::mp3gain, 1, 7);
    const FileBytes result = moved(file_, 0);
    EXPECT_EQ(core::big_endian(result, info->lame_at + LameTag::peak, 4), 0U);
    EXPECT_EQ(core::big_endian(result, info->lame_at + LameTag::replay_gain, 4), 0U);
    EXPECT_EQ(core::big_endian(result, info->lame_at + LameTag::mp3gain, 1), 0U);
    EXPECT_EQ(parse_mp3_info(*header, result)->delay, info->delay);
    EXPECT_EQ(parse_mp3_info(*header, result)->padding, info->padding);
    expect_right_lame_tag(result);
}

TEST_F(DamagedMp3, ACutFileGetsRightCountsAndLosesItsPadding) {
    const FileBytes cut(file_.begin(), file_.begin() + static_cast<std::ptrdiff_t>(file_.size() * 6 / 10));
    const Mp3Inspection found = inspect(cut);
    EXPECT_LT(found.frames, frames_.size() - 1);
    EXPECT_GT(found.other_bytes, 0U);
    const FileBytes result = moved(cut, 2);
    expect_right_lame_tag(result);
    const auto info = *inspect(result).info;
    EXPECT_EQ(info.delay, found.info->delay);
    EXPECT_EQ(info.padding, 0);
    const auto path = material().path("cut.mp3");
    support::write_bytes(path, result);
    const auto decoded = static_cast<double>(support::decode_with_ffmpeg(path).size()) / 2.0;
    EXPECT_NEAR(inspect(result).duration().count(), decoded / found.format.sample_rate_hz, 0.001);
    // A seek to the middle needs the table: half the time lies at half the bytes, more or less.
    EXPECT_NEAR(result.at(info.toc_at + 50), 128, 40);
    EXPECT_GT(result.at(info.toc_at + 99), 240);
}

TEST_F(DamagedMp3, JoinedFilesGetRightCounts) {
    FileBytes both = file_;
    both.insert(both.end(), file_.begin(), file_.end());
    const FileBytes result = moved(both, 1);
    expect_right_lame_tag(result);
    EXPECT_EQ(inspect(result).frames, 2 * frames_.size() - 1);
}

TEST_F(DamagedMp3, AChangeOfFormatIsRefused) {
    const FileBytes other =
        support::read_bytes(material().make({"Other", "lame --quiet --resample 22050 -m m {in} {out}"}));
    const Mp3Inspection found = inspect(joined({file_, other}));
    EXPECT_THAT(found.obstacle, HasSubstr("sample rate or channels change at byte"));
    EXPECT_FALSE(plan_gain(found, {-20, 3, -12}, recipe_for(-16)).possible);
}

TEST_F(DamagedMp3, NoDamageMakesItLoseItsWay) {
    std::mt19937 random(11);
    for (int i = 0; i < 200; ++i) {
        FileBytes broken = file_;
        for (auto changes = 1 + random() % 20; changes > 0; --changes) {
            const auto at = static_cast<std::ptrdiff_t>(random() % broken.size());
            const auto to = std::min(at + static_cast<std::ptrdiff_t>(random() % 700), std::ssize(broken));
            switch (random() % 3) {
                case 0:
                    broken[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(random());
                    break;
                case 1:
                    broken.erase(broken.begin() + at, broken.begin() + to);
                    break;
                default:
                    broken.insert(broken.begin() + at, static_cast<std::size_t>(to - at), 0xFF);
                    break;
            }
        }
        const Mp3Inspection found = inspect(broken);
        EXPECT_LE(found.audio_bytes + found.other_bytes, broken.size());
        // A few bytes cost a few frames, not the rest of the file.
        EXPECT_GE(found.frames + 100, frames_.size()) << i;
        if (!found.obstacle.empty()) continue;
        const FileBytes kept = moved(broken, 0);
        EXPECT_EQ(kept.size(), found.audio_bytes);
        EXPECT_EQ(inspect(kept).frames, found.frames);
    }
}

TEST_F(DamagedMp3, FreeFormatIsRefused) {
    const FileBytes free_format =
        support::read_bytes(material().make({"Free", "lame --quiet --freeformat -b 100 -m m {in} {out}"}));
    const Mp3Inspection found = inspect(free_format);
    EXPECT_THAT(found.obstacle, HasSubstr("free format at byte"));
    EXPECT_EQ(plan_gain(found, {-20, 3, -12}, recipe_for(-16)).reason, found.obstacle);
    EXPECT_THROW(moved(free_format, 1), core::Error);
}

}  // namespace
}  // namespace transcode
