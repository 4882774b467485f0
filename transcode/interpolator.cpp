#include "transcode/interpolator.h"

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

}  // namespace

float highest_sample(const float* samples, std::size_t count) noexcept {
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

Interpolator::Interpolator(int points) {
    if (points == 1) return;
    // A sinc under a Hann window whose ends are zero. Every so-many-th place of it falls on a sample and is left out.
    constexpr int places = 49;
    constexpr int centre = places / 2;
    taps_.assign(static_cast<std::size_t>(centre * 2 / points), {});
    double bound = 1.0;
    for (int point = 1; point < points; ++point) {
        double sum = 0.0;
        for (std::size_t tap = 0; tap < taps_.size(); ++tap) {
            const int place = point + static_cast<int>(tap) * points;
            const double angle = std::numbers::pi * (place - centre) / points;
            const double window = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * place / (places - 1));
            const double coefficient = std::sin(angle) / angle * window;
            taps_[tap][static_cast<std::size_t>(point - 1)] = static_cast<float>(coefficient);
            sum += std::abs(coefficient);
        }
        bound = std::max(bound, sum);
    }
    bound_ = static_cast<float>(bound * 1.00001);  // more than what rounding in float can add
}

float Interpolator::highest(const float* samples, std::size_t count, std::size_t stride) const noexcept {
    const auto back = static_cast<std::ptrdiff_t>(stride);
    Four result{};
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        Four first{};
        Four second{};
        Four third{};
        const float* newest = samples + i;
        for (const auto& coefficients : taps_) {
            const Four four = load(newest);
            newest -= back;
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
        for (const auto& coefficients : taps_) {
            for (std::size_t point = 0; point < sums.size(); ++point) sums[point] += *newest * coefficients[point];
            newest -= back;
        }
        for (const float sum : sums) peak = std::max(peak, std::abs(sum));
    }
    return peak;
}

}  // namespace transcode
