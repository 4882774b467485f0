#include "transcode/k_weighting.h"

#include <cmath>
#include <numbers>

namespace transcode {

namespace {

using Pair [[gnu::vector_size(16)]] = double;

constexpr Pair both(double value) {
    return Pair{value, value};
}
Pair low_of(Pair pair) {
    return __builtin_shufflevector(pair, pair, 0, 0);
}
Pair high_of(Pair pair) {
    return __builtin_shufflevector(pair, pair, 1, 1);
}
/// The two values one sample earlier.
Pair delayed(Pair before, Pair now) {
    return __builtin_shufflevector(before, now, 1, 2);
}

/// y[n] = v[n] - a1 y[n-1] - a2 y[n-2] for two samples at once: the second line of the recursion has the first put into
/// it, so that a pair depends on the pair before only.
struct Recursion {
    Pair inner;
    Pair from_last;
    Pair from_first;

    Recursion(double a1, double a2) : inner{0.0, -a1}, from_last{-a1, a1 * a1 - a2}, from_first{-a2, a1 * a2} {}

    Pair operator()(Pair value, Pair before) const {
        return value + inner * low_of(value) + from_first * low_of(before) + from_last * high_of(before);
    }
};

}  // namespace

KWeighting::KWeighting(int sample_rate_hz) {
    const auto bend = [sample_rate_hz](double frequency_hz) {
        return std::tan(std::numbers::pi * frequency_hz / sample_rate_hz);
    };
    {
        // Corner, quality and gain that give back the standard's table at 48 kHz; published with the ITU's algorithm.
        const double k = bend(1681.974450955533);
        const double quality = 0.7071752369554196;
        const double gain = std::pow(10.0, 3.999843853973347 / 20.0);
        const double middle = std::pow(gain, 0.4996667741545416);
        const double a0 = 1.0 + k / quality + k * k;
        shelf_b0_ = (gain + middle * k / quality + k * k) / a0;
        shelf_b1_ = 2.0 * (k * k - gain) / a0;
        shelf_b2_ = (gain - middle * k / quality + k * k) / a0;
        shelf_a1_ = 2.0 * (k * k - 1.0) / a0;
        shelf_a2_ = (1.0 - k / quality + k * k) / a0;
    }
    {
        const double k = bend(38.13547087602444);
        const double quality = 0.5003270373238773;
        const double a0 = 1.0 + k / quality + k * k;
        high_a1_ = 2.0 * (k * k - 1.0) / a0;
        high_a2_ = (1.0 - k / quality + k * k) / a0;
    }
}

double KWeighting::step(double input) noexcept {
    const double high = input - 2.0 * input_[1] + input_[0] - high_a1_ * high_[1] - high_a2_ * high_[0];
    const double shelf =
        shelf_b0_ * high + shelf_b1_ * high_[1] + shelf_b2_ * high_[0] - shelf_a1_ * shelf_[1] - shelf_a2_ * shelf_[0];
    input_[0] = input_[1];
    input_[1] = input;
    high_[0] = high_[1];
    high_[1] = high;
    shelf_[0] = shelf_[1];
    shelf_[1] = shelf;
    return shelf * shelf;
}

double KWeighting::energy(const float* samples, std::size_t count) noexcept {
    const Recursion high_pass(high_a1_, high_a2_);
    const Recursion shelving(shelf_a1_, shelf_a2_);
    const Pair b0 = both(shelf_b0_);
    const Pair b1 = both(shelf_b1_);
    const Pair b2 = both(shelf_b2_);
    Pair input{input_[0], input_[1]};
    Pair high{high_[0], high_[1]};
    Pair shelf{shelf_[0], shelf_[1]};
    Pair sum{};
    for (std::size_t i = 0; i + 1 < count; i += 2) {
        const Pair next{static_cast<double>(samples[i]), static_cast<double>(samples[i + 1])};
        const Pair middle = delayed(input, next);
        const Pair high_next = high_pass((next + input) - (middle + middle), high);
        const Pair shelf_next = shelving(b0 * high_next + b1 * delayed(high, high_next) + b2 * high, shelf);
        sum += shelf_next * shelf_next;
        input = next;
        high = high_next;
        shelf = shelf_next;
    }
    input_[0] = input[0];
    input_[1] = input[1];
    high_[0] = high[0];
    high_[1] = high[1];
    shelf_[0] = shelf[0];
    shelf_[1] = shelf[1];
    double total = sum[0] + sum[1];
    if (count % 2 != 0) total += step(static_cast<double>(samples[count - 1]));
    return total;
}

void KWeighting::settle() noexcept {
    // The tail loses a factor of 10^9 in a second at most; from 10^-30 a buffer later it is still far above 10^-308.
    constexpr double nothing = 1e-30;
    const auto settle_pair = [](double(&pair)[2]) {
        for (double& value : pair) {
            if (std::abs(value) < nothing) value = 0.0;
        }
    };
    settle_pair(input_);
    settle_pair(high_);
    settle_pair(shelf_);
}

}  // namespace transcode
