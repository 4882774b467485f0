#include "transcode/profile.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace transcode {

namespace {

constexpr double silence_below_db = 30.0;
constexpr double stretches_per_second = 20.0;

std::uint8_t level_of(double mean_square) {
    if (!(mean_square > 0.0)) return 255;
    return static_cast<std::uint8_t>(std::clamp(-10.0 * std::log10(mean_square), 0.0, 255.0));
}

/// Tells of a level whether it is no silence.
auto sounds_at(double integrated_lufs) {
    const double threshold = silence_below_db - integrated_lufs;
    return [threshold](std::uint8_t level) { return static_cast<double>(level) < threshold; };
}

}  // namespace

Profile::Profile(Shape shape, float full_scale)
    : channels_(static_cast<std::size_t>(shape.channels)),
      sample_rate_(static_cast<std::size_t>(shape.sample_rate)),
      stretch_(static_cast<std::size_t>(shape.sample_rate / stretches_per_second) * channels_),
      full_scale_(full_scale) {
    assert(channels_ == 1 || channels_ == 2);
}

void Profile::add(std::span<const float> samples) {
    while (!samples.empty()) {
        const std::size_t part = std::min(samples.size(), stretch_ - filled_);
        tally(samples.first(part));
        filled_ += part;
        if (filled_ == stretch_) end_stretch();
        samples = samples.subspan(part);
    }
}

void Profile::tally(std::span<const float> samples) {
    const auto take = [this](std::size_t lane, float sample) {
        sum_[lane] += sample;
        squares_[lane] += sample * sample;
        hot_[lane] += std::fabs(sample) >= full_scale_ ? 1 : 0;
    };
    // Whole frames begin in lane 0, so a lane is always of the same channel.
    std::size_t i = 0;
    for (; i + lanes <= samples.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) take(lane, samples[i + lane]);
    for (std::size_t lane = 0; i < samples.size(); ++i, ++lane) take(lane, samples[i]);
}

void Profile::end_stretch() {
    double energy = 0.0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::size_t channel = lane % channels_;
        total_[channel] += static_cast<double>(sum_[lane]);
        energy_[channel] += static_cast<double>(squares_[lane]);
        energy += static_cast<double>(squares_[lane]);
        hot_total_ += static_cast<std::uint64_t>(hot_[lane]);
    }
    levels_.push_back(level_of(energy / static_cast<double>(stretch_)));
    samples_ += stretch_;
    sum_.fill(0.0F);
    squares_.fill(0.0F);
    hot_.fill(0);
    filled_ = 0;
}

Range Profile::sounding(double integrated_lufs, Margins margins) const {
    const auto sounds = sounds_at(integrated_lufs);
    const auto first = std::find_if(levels_.begin(), levels_.end(), sounds);
    if (first == levels_.end()) return {};
    const auto last = std::find_if(levels_.rbegin(), levels_.rend(), sounds);
    const std::uint64_t stretch_frames = stretch_ / channels_;
    const auto begin = static_cast<std::uint64_t>(first - levels_.begin()) * stretch_frames;
    const auto end = static_cast<std::uint64_t>(levels_.rend() - last) * stretch_frames;
    const auto frames_of = [this](std::chrono::milliseconds time) {
        return static_cast<std::uint64_t>(time.count()) * sample_rate_ / 1000;
    };
    const std::uint64_t lead = frames_of(margins.lead);
    return {begin > lead ? begin - lead : 0, end + frames_of(margins.tail)};
}

Stretch Profile::longest_silence(double integrated_lufs) const {
    const auto sounds = sounds_at(integrated_lufs);
    std::size_t begin = 0;
    std::size_t longest = 0;
    std::optional<std::size_t> sounded;  // the last stretch that did
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        if (!sounds(levels_[i])) continue;
        if (sounded && i - *sounded - 1 > longest) {
            longest = i - *sounded - 1;
            begin = *sounded + 1;
        }
        sounded = i;
    }
    const auto time_of = [this](std::size_t stretches) {
        return std::chrono::milliseconds(stretches * (stretch_ / channels_) * 1000 / sample_rate_);
    };
    return {time_of(begin), time_of(longest)};
}

double Profile::full_scale_share() const {
    return samples_ == 0 ? 0.0 : static_cast<double>(hot_total_) / static_cast<double>(samples_);
}

std::array<double, 2> Profile::means() const {
    std::array<double, 2> result{};
    const double frames = static_cast<double>(samples_) / static_cast<double>(channels_);
    for (std::size_t channel = 0; channel < channels_ && frames > 0.0; ++channel)
        result[channel] = total_[channel] / frames;
    return result;
}

Profile::Imbalance Profile::imbalance() const {
    if (channels_ != 2 || samples_ == 0) return {};
    // What a channel has besides its mean, which nobody hears.
    std::array<double, 2> heard{};
    const std::array<double, 2> mean = means();
    const double frames = static_cast<double>(samples_) / 2.0;
    for (std::size_t channel = 0; channel < 2; ++channel)
        heard[channel] = std::max(energy_[channel] - mean[channel] * mean[channel] * frames, 0.0);
    const std::size_t quieter = heard[0] <= heard[1] ? 0 : 1;
    return {quieter, 10.0 * std::log10(heard[1 - quieter] / heard[quieter])};
}

}  // namespace transcode
