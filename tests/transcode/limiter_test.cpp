#include "transcode/limiter.h"

#include "tests/transcode/sound.h"
#include "transcode/meter.h"
#include "transcode/rehearsal.h"

#include <ebur128.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <span>
#include <vector>

namespace {

using sound::Wave;
using transcode::GainCurve;
using transcode::Limiter;
using transcode::Shape;

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

double true_peak_db(const std::vector<float>& samples, int sample_rate, int channels) {
    const std::unique_ptr<ebur128_state, Destroy> state(
        ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sample_rate), EBUR128_MODE_TRUE_PEAK));
    ebur128_add_frames_float(state.get(), samples.data(), samples.size() / static_cast<std::size_t>(channels));
    double peak = 0.0;
    for (int channel = 0; channel < channels; ++channel) {
        double of_channel = 0.0;
        ebur128_true_peak(state.get(), static_cast<unsigned>(channel), &of_channel);
        peak = std::max(peak, of_channel);
    }
    return 20.0 * std::log10(peak);
}

std::vector<float> limited(const Wave& wave, double gain, double ceiling, std::size_t piece = 1152) {
    Limiter limiter({wave.sample_rate, wave.channels}, gain, ceiling);
    std::vector<float> result;
    const auto take = [&result](std::span<const float> samples) {
        result.insert(result.end(), samples.begin(), samples.end());
    };
    const std::size_t step = piece * static_cast<std::size_t>(wave.channels);
    for (std::size_t at = 0; at < wave.samples.size(); at += step)
        take(limiter.process(std::span(wave.samples).subspan(at, std::min(step, wave.samples.size() - at))));
    take(limiter.flush());
    return result;
}

TEST(Limiter, PassesASineAtTheCeilingUnchanged) {
    for (const int rate : {8000, 22050, 44100, 48000})
        for (const double frequency : {50.0, 997.0, rate / 6.0}) {
            Wave wave = sound::sine(2.0, frequency, 0.5, rate);
            // A tone that begins or ends at once rings above its amplitude.
            for (std::size_t i = 0; i < 1000; ++i) {
                wave.samples[i] *= static_cast<float>(i) / 1000.0F;
                wave.samples[wave.samples.size() - 1 - i] *= static_cast<float>(i) / 1000.0F;
            }
            // Between few samples a period the standard's interpolation reads up to a tenth of a decibel too much.
            const double ceiling = frequency < rate / 8.0 ? 0.5005 : 0.505;
            EXPECT_EQ(limited(wave, 1.0, ceiling), wave.samples) << rate << " Hz, " << frequency << " Hz";
            Wave twice = wave;
            for (float& sample : twice.samples) sample *= 0.5F;
            EXPECT_EQ(limited(wave, 0.5, ceiling / 2.0), twice.samples);
        }
}

TEST(Limiter, HoldsTheTruePeakWhateverComes) {
    std::mt19937 random(3);
    for (const int rate : {8000, 11025, 16000, 22050, 32000, 44100, 48000})
        for (const int channels : {1, 2}) {
            SCOPED_TRACE(std::to_string(rate) + " Hz, " + std::to_string(channels) + " channel(s)");
            std::vector<Wave> waves{sound::babble(3.0, 0.9, rate, channels),
                                    sound::sine(1.0, rate / 4.01, 0.9, rate, channels),
                                    sound::sine(1.0, 80.0, 0.9, rate, channels)};
            Wave noise = sound::silence(1.0, rate, channels);
            for (float& sample : noise.samples) sample = static_cast<float>(random() % 2000) / 1000.0F - 1.0F;
            waves.push_back(noise);
            Wave clicks = sound::silence(1.0, rate, channels);
            for (std::size_t i = 100; i < clicks.samples.size(); i += 997)
                clicks.samples[i] = i % 2 == 0 ? 1.0F : -1.0F;
            waves.push_back(clicks);
            for (const Wave& wave : waves) {
                const std::vector<float> result = limited(wave, 3.0, 0.7);
                EXPECT_EQ(result.size(), wave.samples.size());
                EXPECT_LE(true_peak_db(result, rate, channels), 20.0 * std::log10(0.7) + 0.03);
            }
        }
}

TEST(Limiter, GivesTheSameInPiecesOfAnySize) {
    const Wave wave = sound::babble(2.0, 0.9, 44100, 2);
    const std::vector<float> whole = limited(wave, 2.0, 0.5, wave.samples.size());
    EXPECT_EQ(limited(wave, 2.0, 0.5, 1), whole);
    EXPECT_EQ(limited(wave, 2.0, 0.5, 37), whole);
    EXPECT_EQ(limited(wave, 2.0, 0.5, 4096), whole);
    EXPECT_TRUE(limited(Wave{44100, 2, {}}, 2.0, 0.5).empty());
    EXPECT_EQ(limited(sound::sine(0.0001, 500.0, 0.1), 1.0, 0.5), sound::sine(0.0001, 500.0, 0.1).samples);
}

TEST(Limiter, HoldsAFullScaleBurstWithoutPumping) {
    constexpr int rate = 48000;
    Wave wave = sound::sine(1.0, 1000.0, 0.05, rate);
    sound::append(wave, sound::sine(0.5, 1000.0, 1.0, rate));
    sound::append(wave, sound::sine(2.0, 1000.0, 0.05, rate));
    const std::vector<float> result = limited(wave, 1.0, 0.5);
    const auto amplitude = [&result](double from, double to) {
        float highest = 0.0F;
        for (auto i = static_cast<std::size_t>(from * rate); i < static_cast<std::size_t>(to * rate); ++i)
            highest = std::max(highest, std::fabs(result[i]));
        return static_cast<double>(highest);
    };
    // Nothing moves until the attack begins; while the burst lasts the level stands still.
    EXPECT_TRUE(std::equal(result.begin(), result.begin() + rate - 400, wave.samples.begin()));
    for (double at = 1.01; at < 1.48; at += 0.01)
        EXPECT_NEAR(20.0 * std::log10(amplitude(at, at + 0.01) / 0.5), 0.0, 0.02);
    // Half a second later, five time constants, what was quiet is as it was to a twentieth of a decibel; then exactly.
    EXPECT_NEAR(20.0 * std::log10(amplitude(2.0, 2.1) / 0.05), 0.0, 0.05);
    EXPECT_TRUE(std::equal(result.end() - rate / 2, result.end(), wave.samples.end() - rate / 2));
}

TEST(Limiter, LeavesTheImageOfBothChannelsAlone) {
    Wave wave = sound::babble(2.0, 0.9, 44100, 2);
    const std::vector<float> result = limited(wave, 3.0, 0.5);
    for (std::size_t i = 0; i < result.size(); i += 2)
        if (std::fabs(wave.samples[i]) > 0.01F) {
            ASSERT_NEAR(result[i + 1] / result[i], wave.samples[i + 1] / wave.samples[i], 1e-3);
        }
}

TEST(GainCurve, NeverPassesWhatABlockMayHave) {
    std::mt19937 random(1);
    GainCurve curve(0.0007, {});
    std::vector<double> highest;
    std::vector<double> nodes;
    for (int i = 0; i < 20000; ++i) {
        highest.push_back(random() % 50 == 0 ? 0.1 + static_cast<double>(random() % 900) / 1000.0 : 1.0);
        nodes.push_back(curve.next_node(highest.back()));
    }
    // Node n stands in front of block n - delay, and behind the one before.
    for (std::size_t i = curve.delay_blocks() + 1; i < nodes.size(); ++i) {
        ASSERT_LE(nodes[i], highest[i - curve.delay_blocks()] + 1e-12);
        ASSERT_LE(nodes[i], highest[i - curve.delay_blocks() - 1] + 1e-12);
    }
}

TEST(GainCurve, KeepsItsTimes) {
    constexpr double block = 0.0005;
    GainCurve curve(block, {});
    std::vector<double> nodes;
    for (int i = 0; i < 2000; ++i) nodes.push_back(curve.next_node(i == 100 ? 0.5 : 1.0));
    const auto fall = std::find_if(nodes.begin(), nodes.end(), [](double gain) { return gain < 1.0; });
    const auto bottom = std::min_element(nodes.begin(), nodes.end());
    EXPECT_NEAR(*bottom, 0.5, 0.03);
    EXPECT_LE(static_cast<double>(bottom - fall) * block, 0.0065);
    // Half of what is missing comes back in the time constant times the logarithm of two.
    const auto half = std::find_if(bottom, nodes.end(), [](double gain) { return gain > 0.75; });
    EXPECT_NEAR(static_cast<double>(half - bottom) * block, 0.100 * std::log(2.0), 0.008);
    EXPECT_EQ(nodes.back(), 1.0);
    for (auto node = bottom; node + 1 < nodes.end(); ++node) ASSERT_LE(*node, *(node + 1));
}

TEST(Rehearsal, ForetellsWhatTheLimiterTakes) {
    for (const int channels : {1, 2})
        for (const int rate : {11025, 44100}) {
            const Wave wave = sound::babble(20.0, 0.5, rate, channels, 7);
            const std::vector<double> gains{0.0, 6.0, 12.0, 18.0};
            transcode::Meter source(rate, channels, {true, true, true, 18.0});
            source.add_interleaved(wave.samples);
            source.reading();
            transcode::Rehearsal rehearsal(rate, gains, 0.7);
            rehearsal.add(source.trace());
            const std::vector<double> losses = rehearsal.losses();
            ASSERT_EQ(losses.size(), gains.size());
            for (std::size_t i = 0; i < gains.size(); ++i) {
                transcode::Meter made(rate, channels);
                made.add_interleaved(limited(wave, std::pow(10.0, gains[i] / 20.0), 0.7));
                const double loss = source.reading().integrated_lufs + gains[i] - made.reading().integrated_lufs;
                EXPECT_NEAR(losses[i], loss, rate < 22050 ? 0.07 : 0.03)
                    << gains[i] << " dB, " << channels << " channel(s), " << rate << " Hz";
            }
            EXPECT_GT(losses[3], 1.0);
        }
}

}  // namespace
