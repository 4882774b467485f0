#include "transcode/limiter.h"

#include "transcode/level_trace.h"

#include <algorithm>
#include <cmath>

namespace transcode {

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
    if (idle()) {
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

Limiter::Limiter(Shape shape, double gain, double ceiling, LimiterTimes times)
    : channels_(static_cast<std::size_t>(shape.channels)),
      block_(level_block_frames(shape.sample_rate) * channels_),
      margin_(Interpolator::reach_of_four * channels_),
      gain_(static_cast<float>(gain)),
      ceiling_(static_cast<float>(ceiling)),
      curve_(static_cast<double>(level_block_frames(shape.sample_rate)) / shape.sample_rate, times),
      samples_(margin_, 0.0F),
      analysed_(margin_),
      given_(margin_) {}

double Limiter::highest_gain(const float* block) const {
    // Most blocks are so quiet that no point between their samples can pass the ceiling.
    const float near = highest_sample(block - margin_, block_ + 2 * margin_);
    if (near * interpolator_.bound() <= ceiling_) return 1.0;
    // The points behind the block's samples, which are made of what lies so far ahead.
    const float between = interpolator_.highest(block + margin_, block_, channels_);
    const float peak = std::max(highest_sample(block, block_), between);
    return peak <= ceiling_ ? 1.0 : static_cast<double>(ceiling_) / static_cast<double>(peak);
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
