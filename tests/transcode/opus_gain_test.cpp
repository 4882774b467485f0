#include "transcode/opus_gain.h"

#include "core/disk.h"
#include "core/error.h"
#include "tests/transcode/mp3_material.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

namespace transcode {
namespace {

using FileBytes = std::vector<std::uint8_t>;
using testing::HasSubstr;

class OpusGain : public testing::Test {
protected:
    void SetUp() override {
        if (const auto missing = support::Mp3Material::missing_tools(); !missing.empty()) GTEST_SKIP() << missing;
        material_ = std::make_unique<support::Mp3Material>();
        path_ = material_->path("speech.opus");
        ASSERT_TRUE(support::run(fmt::format("ffmpeg -v error -y -i '{}' -c:a libopus -b:a 64k '{}'",
                                             material_->speech().string(), path_.string())));
        file_ = support::read_bytes(path_);
    }

    OpusInspection inspect(const FileBytes& file) const {
        support::write_bytes(material_->path("inspection"), file);
        return inspect_opus(core::open_to_read(material_->path("inspection")).get());
    }

    FileBytes moved(const FileBytes& file, int steps) const {
        support::write_bytes(material_->path("in"), file);
        const auto input = core::open_to_read(material_->path("in"));
        const auto output = core::disk::open_unnamed(material_->path("in").parent_path());
        FileBytes result(copy_opus(input.get(), output.get(), inspect_opus(input.get()), steps));
        EXPECT_EQ(::pread(output.get(), result.data(), result.size(), 0), static_cast<ssize_t>(result.size()));
        return result;
    }

    std::vector<float> decoded(const FileBytes& file, const std::string& decoder) const {
        const auto raw = material_->path("raw");
        support::write_bytes(material_->path("decode.opus"), file);
        EXPECT_TRUE(support::run(fmt::format("ffmpeg -v error -y -xerror -c:a {} -i '{}' -f f32le '{}'", decoder,
                                             material_->path("decode.opus").string(), raw.string())));
        return support::read_samples(raw);
    }

    std::unique_ptr<support::Mp3Material> material_;
    std::filesystem::path path_;
    FileBytes file_;
};

core::Recipe recipe_for(double target) {
    core::Recipe recipe;
    recipe.target_lufs = target;
    return recipe;
}

TEST_F(OpusGain, InspectionTellsWhatTheDecoderGives) {
    const OpusInspection found = inspect(file_);
    EXPECT_EQ(found.obstacle, "");
    EXPECT_EQ(found.channels, 2);
    EXPECT_EQ(found.output_gain, 0);
    EXPECT_EQ(found.samples, decoded(file_, "opus").size() / 2);
    const double seconds = static_cast<double>(found.samples) / 48000.0;
    EXPECT_NEAR(found.bitrate_kbps(), static_cast<double>(file_.size()) * 0.008 / seconds, 0.1);
}

TEST_F(OpusGain, DecodesTheSameButScaled) {
    for (const int steps : {-1500, 777}) {
        const FileBytes result = moved(file_, steps);
        ASSERT_EQ(result.size(), file_.size());
        EXPECT_EQ(inspect(result).output_gain, steps);
        const auto factor = static_cast<float>(std::pow(10.0, steps * opus_step_db / 20.0));
        auto scaled = decoded(file_, "opus");
        for (float& sample : scaled) sample *= factor;
        EXPECT_GE(support::signal_to_noise_db(scaled, decoded(result, "opus")), 120.0);
        if (steps < 0) {  // in 16 bits
            EXPECT_GE(support::signal_to_noise_db(scaled, decoded(result, "libopus")), 45.0);
        }
    }
}

TEST_F(OpusGain, ComesBackBitForBit) {
    EXPECT_EQ(moved(file_, 0), file_);
    for (const int steps : {-32768, -1, 1, 2000, 32767}) EXPECT_EQ(moved(moved(file_, steps), -steps), file_);
}

TEST_F(OpusGain, AddsToTheGainThatIsThere) {
    const FileBytes before = moved(file_, 500);
    EXPECT_EQ(inspect(moved(before, -100)).output_gain, 400);
    EXPECT_THROW(moved(before, 32767), core::Error);
    const GainPlan plan = plan_gain(inspect(moved(file_, 32000)), {-20, 3, -10}, recipe_for(-16));
    EXPECT_FALSE(plan.possible);
    EXPECT_THAT(plan.reason, HasSubstr("does not fit its field"));
}

TEST_F(OpusGain, PlanMeetsTheTarget) {
    const GainPlan plan = plan_gain(inspect(file_), {-20.17, 3, -10}, recipe_for(-16));
    EXPECT_TRUE(plan.possible);
    EXPECT_NEAR(plan.after.integrated_lufs, -16.0, 0.002);
    EXPECT_EQ(plan.reason, "output gain +4.17 dB");
    const GainPlan loud = plan_gain(inspect(file_), {-20.0, 3, -3.5}, recipe_for(-16));
    EXPECT_FALSE(loud.possible);
    EXPECT_EQ(loud.reason, "true peak of 0.5 dBTP would pass -1.0 dBTP");
}

TEST_F(OpusGain, PlanStopsAtTheCeilingWithinTheTolerance) {
    const GainPlan within = plan_gain(inspect(file_), {-20.0, 3, -4.9}, recipe_for(-15.5));
    EXPECT_TRUE(within.possible) << within.reason;
    EXPECT_LE(within.after.true_peak_dbtp, -1.0);
    EXPECT_NEAR(within.after.integrated_lufs, -16.1, 0.01);
}

TEST_F(OpusGain, RefusesWhatItDoesNotUnderstandWhole) {
    EXPECT_EQ(inspect({}).obstacle, "not Opus in Ogg");
    EXPECT_EQ(inspect(FileBytes(1000, 'O')).obstacle, "not Opus in Ogg");
    FileBytes twice = file_;
    twice.insert(twice.end(), file_.begin(), file_.end());
    EXPECT_EQ(inspect(twice).obstacle, fmt::format("a second stream at byte {}", file_.size()));
    FileBytes junk = file_;
    junk.insert(junk.end(), 100, 0);
    EXPECT_EQ(inspect(junk).obstacle, fmt::format("no whole page at byte {}", file_.size()));
    FileBytes other = file_;
    other[28 + 8] = 0x10;  // version
    EXPECT_EQ(inspect(other).obstacle, "not Opus in Ogg");
    for (std::size_t size = 0; size < file_.size(); size += 997) {
        const OpusInspection cut = inspect(FileBytes(file_.begin(), file_.begin() + static_cast<std::ptrdiff_t>(size)));
        EXPECT_TRUE(!cut.obstacle.empty() || cut.samples > 0);
        EXPECT_EQ(plan_gain(cut, {-20, 3, -10}, recipe_for(-16)).possible, cut.obstacle.empty());
    }
}

}  // namespace
}  // namespace transcode
