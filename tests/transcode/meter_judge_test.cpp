// The meter beside libebur128, which we did not write.

#include "tests/transcode/tones.h"
#include "transcode/meter.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <ebur128.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace transcode {
namespace {

struct CloseState {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

core::Loudness judged(const std::vector<float>& samples, int rate, int channels, bool dual_mono) {
    const std::unique_ptr<ebur128_state, CloseState> state(
        ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rate),
                     EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK));
    if (channels == 1 && dual_mono) ebur128_set_channel(state.get(), 0, EBUR128_DUAL_MONO);
    ebur128_add_frames_float(state.get(), samples.data(), samples.size() / static_cast<std::size_t>(channels));
    core::Loudness result;
    ebur128_loudness_global(state.get(), &result.integrated_lufs);
    ebur128_loudness_range(state.get(), &result.range_lu);
    double peak = 0.0;
    for (unsigned channel = 0; channel < static_cast<unsigned>(channels); ++channel) {
        double one = 0.0;
        ebur128_true_peak(state.get(), channel, &one);
        peak = std::max(peak, one);
    }
    result.true_peak_dbtp = 20.0 * std::log10(peak);
    return result;
}

void expect_same(double reading, double wanted, const char* what) {
    if (std::isinf(wanted)) {
        EXPECT_EQ(reading, wanted) << what;
    } else {
        EXPECT_NEAR(reading, wanted, 0.01) << what;
    }
}

void expect_same(const core::Loudness& reading, const core::Loudness& wanted) {
    expect_same(reading.integrated_lufs, wanted.integrated_lufs, "integrated");
    expect_same(reading.range_lu, wanted.range_lu, "range");
    expect_same(reading.true_peak_dbtp, wanted.true_peak_dbtp, "true peak");
}

/// Fills a channel; all are 6.34 s long so that the last blocks are cut.
struct Material {
    std::string name;
    std::function<void(std::vector<float>&, int rate, std::mt19937&)> fill;
};

const std::vector<Material>& materials() {
    static const std::vector<Material> all = {
        {"noise",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             for (float& sample : channel) sample = 0.3F * uniform(random);
         }},
        {"syllables",
         [](std::vector<float>& channel, int rate, std::mt19937& random) {
             float level = 0.0F;
             float smooth = 0.0F;
             for (std::size_t i = 0; i < channel.size(); ++i) {
                 if (i % (static_cast<std::size_t>(rate) / 7) == 0)
                     level = std::pow(10.0F, uniform(random) * 1.5F - 1.5F);
                 smooth += 0.2F * (uniform(random) - smooth);
                 channel[i] = level * smooth;
             }
         }},
        {"limited noise",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             for (float& sample : channel) sample = std::clamp(2.0F * uniform(random), -0.89F, 0.89F);
         }},
        {"square wave past full scale",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             const std::size_t period = 5 + random() % 50;
             for (std::size_t i = 0; i < channel.size(); ++i) channel[i] = i / period % 2 == 0 ? 1.5F : -1.5F;
         }},
        {"constant with a little noise",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             for (float& sample : channel) sample = 0.5F + 0.01F * uniform(random);
         }},
        {"constant", [](std::vector<float>& channel, int, std::mt19937&) { std::ranges::fill(channel, 0.7F); }},
        {"single click",
         [](std::vector<float>& channel, int, std::mt19937& random) { channel[random() % channel.size()] = 1.0F; }},
        {"speech level, then silence",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             for (std::size_t i = 0; i < channel.size() / 3; ++i) channel[i] = 0.1F * uniform(random);
         }},
        {"silence", [](std::vector<float>&, int, std::mt19937&) {}},
        {"below the gate",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             for (float& sample : channel) sample = 1e-4F * uniform(random);
         }},
        {"tone near the band's edge",
         [](std::vector<float>& channel, int, std::mt19937& random) {
             const double step = 2.9 + 0.2 * static_cast<double>(uniform(random));
             for (std::size_t i = 0; i < channel.size(); ++i) {
                 channel[i] = static_cast<float>(0.8 * std::sin(step * static_cast<double>(i)));
             }
         }},
    };
    return all;
}

class AgainstJudge : public testing::TestWithParam<int> {};

TEST_P(AgainstJudge, ReadsTheSame) {
    const int rate = GetParam();
    std::mt19937 random(static_cast<unsigned>(rate));
    for (const Material& material : materials()) {
        for (const int channels : {1, 2, 6}) {
            if (rate > 48000 && channels != 2) continue;
            SCOPED_TRACE(fmt::format("{}, {} Hz, {} channels", material.name, rate, channels));
            std::vector<std::vector<float>> planes(static_cast<std::size_t>(channels),
                                                   std::vector<float>(frames_of(6.34, rate)));
            for (auto& plane : planes) material.fill(plane, rate, random);
            const auto samples = interleave(planes);
            for (const bool dual_mono : {false, true}) {
                if (!dual_mono && channels != 1) continue;
                expect_same(read(samples, rate, channels, {dual_mono, true}),
                            judged(samples, rate, channels, dual_mono));
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Rates, AgainstJudge,
                         testing::Values(8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 96000, 192000),
                         [](const auto& tested) { return std::to_string(tested.param); });

}  // namespace
}  // namespace transcode
