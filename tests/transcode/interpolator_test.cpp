#include "transcode/interpolator.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace transcode {
namespace {

constexpr std::size_t before = 11;  // samples that the first point needs in front of its newest one

std::vector<float> noise(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> sample(-1.0F, 1.0F);
    std::vector<float> samples(count);
    for (float& each : samples) each = sample(random);
    return samples;
}

/// The point at a share of the way from one sample to the next, by the formula and in double precision.
double between(const std::vector<float>& samples, std::size_t sample, double share) {
    double sum = 0.0;
    for (int away = -5; away <= 6; ++away) {
        const double x = std::numbers::pi * (share - away);
        const auto at = static_cast<std::size_t>(static_cast<int>(sample) + away);
        sum += static_cast<double>(samples[at]) * std::sin(x) / x * (0.5 + 0.5 * std::cos(x / 6.0));
    }
    return sum;
}

TEST(Interpolator, ReadsTheThreePointsBehindEachSampleAsTheFormulaSays) {
    const auto samples = noise(200, 1);
    const Interpolator interpolator(4);
    for (const std::size_t count : {1U, 3U, 4U, 32U, 101U}) {
        double highest = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            for (const double share : {0.25, 0.5, 0.75})
                highest =
                    std::max(highest, std::abs(between(samples, before + i - Interpolator::reach_of_four, share)));
        }
        const float found = interpolator.highest(samples.data() + before, count);
        EXPECT_NEAR(static_cast<double>(found), highest, 1e-6) << count;
        const float near = highest_sample(samples.data(), before + count);
        EXPECT_LE(found, near * interpolator.bound());
    }
}

TEST(Interpolator, ReadsChannelsThatTakeTurnsAsEachOfThemAlone) {
    const Interpolator interpolator(4);
    constexpr std::size_t frames = 64;
    const auto left = noise(before + frames, 2);
    const auto right = noise(before + frames, 3);
    std::vector<float> both;
    for (std::size_t i = 0; i < left.size(); ++i) {
        both.push_back(left[i]);
        both.push_back(right[i]);
    }
    EXPECT_EQ(interpolator.highest(both.data() + 2 * before, 2 * frames, 2),
              std::max(interpolator.highest(left.data() + before, frames),
                       interpolator.highest(right.data() + before, frames)));
}

TEST(Interpolator, HasNoPointsInBetweenForOneASample) {
    EXPECT_FALSE(Interpolator(1).has_points());
    EXPECT_TRUE(Interpolator(2).has_points());
    EXPECT_EQ(Interpolator(1).bound(), 1.0F);
}

}  // namespace
}  // namespace transcode
