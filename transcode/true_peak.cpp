#include "transcode/true_peak.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

namespace transcode {

namespace {

using Four [[gnu::vector_size(16)]] = float;
using FourBits [[gnu::vector_size(16)]] = std::int32_t;

Four load(const float* samples) {
    Four four;
    std::memcpy(&four, samples, sizeof four);
    return four;
}

Four absolute(Four four) {
    return (Four)((FourBits)four & 0x7FFFFFFF);
}

Four higher(Four a, Four b) {
    return a > b ? a : b;
}

Four all(float value) {
    return Four{value, value, value, value};
}

float highest_of(Four four) {
    return std::max(std::max(four[0], four[1]), std::max(four[2], four[3]));
}

/// The highest absolute sample.
float highest(const float* samples, std::size_t count) {
    Four even{};
    Four odd{};
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        even = higher(even, absolute(load(samples + i)));
        odd = higher(odd, absolute(load(samples + i + 4)));
    }
    float result = highest_of(higher(even, odd));
    for (; i < count; ++i) result = std::max(result, std::abs(samples[i]));
    return result;
}

}  // namespace

TruePeak::TruePeak(int sample_rate_hz, std::size_t block) : block_(block) {
    const int factor = sample_rate_hz < 96000 ? 4 : sample_rate_hz < 192000 ? 2 : 1;
    if (factor == 1) return;
    // A sinc of 49 points under a Hann window whose ends are zero. Every factor-th point falls on a sample and is left
    // out.
    constexpr int points = 49;
    constexpr int centre = points / 2;
    taps_ = static_cast<std::size_t>(centre * 2 / factor);
    phases_.assign(taps_, {});
    double reach = 1.0;
    for (int phase = 1; phase < factor; ++phase) {
        double sum = 0.0;
        for (std::size_t tap = 0; tap < taps_; ++tap) {
            const int point = phase + static_cast<int>(tap) * factor;
            const double angle = std::numbers::pi * (point - centre) / factor;
            const double window = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * point / (points - 1));
            const double coefficient = std::sin(angle) / angle * window;
            phases_[tap][static_cast<std::size_t>(phase - 1)] = static_cast<float>(coefficient);
            sum += std::abs(coefficient);
        }
        reach = std::max(reach, sum);
    }
    reach_ = static_cast<float>(reach * 1.00001);  // more than what rounding in float can add
}

float TruePeak::interpolated(const float* samples, std::size_t count) const noexcept {
    Four result{};
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        Four first{};
        Four second{};
        Four third{};
        const float* newest = samples + i;
        for (const auto& coefficients : phases_) {
            const Four four = load(newest--);
            first += four * all(coefficients[0]);
            second += four * all(coefficients[1]);
            third += four * all(coefficients[2]);
        }
        result = higher(result, higher(absolute(first), higher(absolute(second), absolute(third))));
    }
    float peak = highest_of(result);
    for (; i < count; ++i) {
        std::array<float, 3> sums{};
        const float* newest = samples + i;
        for (const auto& coefficients : phases_) {
            for (std::size_t phase = 0; phase < sums.size(); ++phase) sums[phase] += *newest * coefficients[phase];
            --newest;
        }
        for (const float sum : sums) peak = std::max(peak, std::abs(sum));
    }
    return peak;
}

void TruePeak::scan(const float* samples, std::size_t count) noexcept {
    scan(samples, count, 1.0F, {});
}

void TruePeak::scan(const float* samples, std::size_t count, float share, std::span<float> peaks) noexcept {
    float before = highest(samples - history, history);
    for (std::size_t i = 0; i < count; i += block_) {
        const std::size_t length = std::min(block_, count - i);
        const float here = highest(samples + i, length);
        float peak = here;
        peak_ = std::max(peak_, here);
        if (taps_ > 0 && std::max(before, here) * reach_ > peak_ * share) {
            peak = std::max(peak, interpolated(samples + i, length));
            peak_ = std::max(peak_, peak);
        }
        if (!peaks.empty()) peaks[i / block_] = std::max(peaks[i / block_], peak);
        before = here;
    }
}

}  // namespace transcode
