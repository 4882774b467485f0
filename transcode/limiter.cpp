#include "transcode/limiter.h"

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
    double bound = 1.0;  ///< an interpolated value cannot pass the highest sample around it times this

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
            bound = std::max(bound, sum);
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

GainCurve::GainCurve(double block_seconds, LimiterTimes times)
    : window_(static_cast<std::size_t>(std::ceil(times.attack_seconds / block_seconds)) + 1),
      release_(1.0 - std::exp(-block_seconds / times.release_seconds)),
      highest_(window_, 1.0),
      envelope_(window_, 1.0),
      quiet_blocks_(2 * window_) {}

double GainCurve::next_node(double highest) {
    highest_[at_] = highest;
    if (highest < 1.0)
        quiet_blocks_ = 0;
    else if (held_ >= 1.0)
        ++quiet_blocks_;
    // With nothing to do in sight the rings hold only ones.
    if (quiet_blocks_ > 2 * window_) {
        at_ = (at_ + 1) % window_;
        return 1.0;
    }

    const double lowest = *std::min_element(highest_.begin(), highest_.end());
    held_ = lowest <= held_ ? lowest : held_ + release_ * (lowest - held_);
    // The last hundredth of a decibel would take longer than all the rest.
    if (held_ > 0.9999 && lowest >= 1.0) held_ = 1.0;
    envelope_[at_] = held_;
    at_ = (at_ + 1) % window_;

    double sum = 0.0;
    for (const double value : envelope_) sum += value;
    const double before = smoothed_;
    smoothed_ = sum / static_cast<double>(window_);
    return std::min(before, smoothed_);
}

std::size_t Limiter::block_frames(int sample_rate) {
    if (sample_rate <= 12000) return 8;
    return sample_rate <= 24000 ? 16 : 32;
}

Limiter::Limiter(Shape shape, double gain, double ceiling, LimiterTimes times)
    : channels_(static_cast<std::size_t>(shape.channels)),
      block_(block_frames(shape.sample_rate) * channels_),
      margin_((taps / 2) * channels_),
      gain_(static_cast<float>(gain)),
      ceiling_(ceiling),
      curve_(static_cast<double>(block_frames(shape.sample_rate)) / shape.sample_rate, times),
      samples_(margin_, 0.0F),
      analysed_(margin_),
      given_(margin_) {}

double Limiter::highest_gain(const float* block) const {
    const float near = sample_peak(block - margin_, block + block_ + margin_);
    if (near * interpolator.bound <= ceiling_) return 1.0;
    const float peak =
        std::max(sample_peak(block, block + block_), interpolated_peak(block, block + block_, channels_));
    return peak <= ceiling_ ? 1.0 : ceiling_ / static_cast<double>(peak);
}

void Limiter::give(const float* block, double from, double to) {
    deepest_ = std::min({deepest_, from, to});
    if (from == 1.0 && to == 1.0) {
        out_.insert(out_.end(), block, block + block_);
        return;
    }
    const std::size_t frames = block_ / channels_;
    const double step = (to - from) / static_cast<double>(frames);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const auto factor = static_cast<float>(from + step * static_cast<double>(frame));
        for (std::size_t channel = 0; channel < channels_; ++channel) out_.push_back(*block++ * factor);
    }
}

void Limiter::run() {
    while (analysed_ + block_ + margin_ <= samples_.size()) {
        const double node = curve_.next_node(highest_gain(samples_.data() + analysed_));
        analysed_ += block_;
        // The node that came stands at the end of the block before the one it is reckoned for.
        if (++blocks_ > curve_.delay_blocks() + 1) {
            give(samples_.data() + given_, node_, node);
            given_ += block_;
        }
        node_ = node;
    }
    const std::size_t spent = given_ - margin_;
    samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(spent));
    analysed_ -= spent;
    given_ -= spent;
}

std::span<const float> Limiter::process(std::span<const float> samples) {
    out_.clear();
    const std::size_t before = samples_.size();
    samples_.resize(before + samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) samples_[before + i] = samples[i] * gain_;
    run();
    return out_;
}

std::span<const float> Limiter::flush() {
    out_.clear();
    const std::size_t left = samples_.size() - given_;
    samples_.resize(samples_.size() + block_ * (curve_.delay_blocks() + 3) + margin_, 0.0F);
    run();
    out_.resize(left);
    return out_;
}

}  // namespace transcode
