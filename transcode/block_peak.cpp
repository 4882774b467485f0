#include "transcode/block_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace transcode {

namespace {

constexpr std::size_t taps = 12;
constexpr std::size_t lane = 8;

/// The three points between two samples, each as weights of the six samples before and the six after: a sinc in a Hann
/// window, as libebur128 reads true peaks.
struct Interpolator {
    std::array<std::array<float, taps>, 3> weights{};
    float bound = 1.0F;  ///< an interpolated value cannot pass the highest sample around it times this

    Interpolator() {
        for (std::size_t phase = 0; phase < weights.size(); ++phase) {
            const double fraction = static_cast<double>(phase + 1) / 4.0;
            double sum = 0.0;
            for (std::size_t tap = 0; tap < taps; ++tap) {
                const double distance = static_cast<double>(tap) - 5.0 - fraction;
                const double x = std::numbers::pi * distance;
                const double window = 0.5 * (1.0 + std::cos(x / 6.0));
                const double weight = std::sin(x) / x * window;
                weights[phase][tap] = static_cast<float>(weight);
                sum += std::fabs(weight);
            }
            bound = std::max(bound, static_cast<float>(sum));
        }
    }
};

const Interpolator interpolator;

float highest_of(const std::array<float, lane>& values) {
    return *std::max_element(values.begin(), values.end());
}

float sample_peak(const float* from, const float* to) {
    std::array<float, lane> highest{};
    const float* at = from;
    for (; at + lane <= to; at += lane)
        for (std::size_t i = 0; i < lane; ++i) highest[i] = std::max(highest[i], std::fabs(at[i]));
    for (; at < to; ++at) highest[0] = std::max(highest[0], std::fabs(*at));
    return highest_of(highest);
}

/// Highest interpolated value after each sample of [from, to), whose length is a multiple of `lane`.
float interpolated_peak(const float* from, const float* to, std::size_t channels) {
    std::array<float, lane> highest{};
    for (const float* at = from; at < to; at += lane) {
        for (const auto& weights : interpolator.weights) {
            std::array<float, lane> sum{};
            for (std::size_t tap = 0; tap < taps; ++tap) {
                const float* source = at + tap * channels - 5 * channels;
                for (std::size_t i = 0; i < lane; ++i) sum[i] += weights[tap] * source[i];
            }
            for (std::size_t i = 0; i < lane; ++i) highest[i] = std::max(highest[i], std::fabs(sum[i]));
        }
    }
    return highest_of(highest);
}

}  // namespace

float block_peak(const float* block, std::size_t samples, std::size_t channels, float enough) {
    const std::size_t margin = peak_margin_frames * channels;
    const float near = sample_peak(block - margin, block + samples + margin);
    if (near * interpolator.bound <= enough) return near;
    return std::max(sample_peak(block, block + samples), interpolated_peak(block, block + samples, channels));
}

}  // namespace transcode
