#include "transcode/profile.h"

#include <algorithm>
#include <cmath>

namespace transcode {

namespace {

constexpr double silence_below_db = 30.0;
constexpr double stretches_per_second = 20.0;
// Breath before the first word and the ring after the last one.
constexpr double lead_seconds = 0.2;
constexpr double tail_seconds = 0.5;

std::uint8_t level_of(double mean_square) {
    if (!(mean_square > 0.0)) return 255;
    return static_cast<std::uint8_t>(std::clamp(-10.0 * std::log10(mean_square), 0.0, 255.0));
}

}  // namespace

Profile::Profile(Shape shape)
    : channels_(static_cast<std::size_t>(shape.channels)),
      sample_rate_(static_cast<std::size_t>(shape.sample_rate)),
      stretch_(static_cast<std::size_t>(shape.sample_rate / stretches_per_second) * channels_) {}

void Profile::add(std::span<const float> samples) {
    for (const float sample : samples) {
        sum_ += static_cast<double>(sample) * static_cast<double>(sample);
        if (++filled_ < stretch_) continue;
        levels_.push_back(level_of(sum_ / static_cast<double>(stretch_)));
        filled_ = 0;
        sum_ = 0.0;
    }
}

Range Profile::sounding(double integrated_lufs) const {
    const double threshold = silence_below_db - integrated_lufs;
    const auto sounds = [threshold](std::uint8_t level) { return static_cast<double>(level) < threshold; };
    const auto first = std::find_if(levels_.begin(), levels_.end(), sounds);
    if (first == levels_.end()) return {};
    const auto last = std::find_if(levels_.rbegin(), levels_.rend(), sounds);
    const std::uint64_t stretch_frames = stretch_ / channels_;
    const auto begin = static_cast<std::uint64_t>(first - levels_.begin()) * stretch_frames;
    const auto end = static_cast<std::uint64_t>(levels_.rend() - last) * stretch_frames;
    const auto lead = static_cast<std::uint64_t>(lead_seconds * static_cast<double>(sample_rate_));
    const auto tail = static_cast<std::uint64_t>(tail_seconds * static_cast<double>(sample_rate_));
    return {begin > lead ? begin - lead : 0, end + tail};
}

}  // namespace transcode
