#include "transcode/programme.h"

#include "transcode/level_trace.h"
#include "transcode/meter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace transcode {

Programme::Programme(int channels, std::uint64_t overlap, Take take)
    : channels_(static_cast<std::size_t>(channels)), overlap_(overlap), take_(std::move(take)) {}

void Programme::begin(const Stand& stand, float gain) {
    stand_ = stand;
    gain_ = gain;
    position_ = 0;
    // Silence in portions: a gap is as long as the operator wants it.
    constexpr std::uint64_t portion = 4096;
    for (std::uint64_t end = given_ + held_.size() / channels_; end < stand.start;) {
        const std::uint64_t frames = std::min(portion, stand.start - end);
        held_.resize(held_.size() + frames * channels_, 0.0F);
        end += frames;
        give(0);
    }
}

float Programme::envelope(std::uint64_t position) const {
    const auto quarter = [](std::uint64_t at, std::uint64_t length) {
        return static_cast<float>(
            std::sin(std::numbers::pi / 2.0 * (static_cast<double>(at) + 0.5) / static_cast<double>(length)));
    };
    if (position < stand_.fade_in) return quarter(position, stand_.fade_in);
    const std::uint64_t left = stand_.length - 1 - position;
    return left < stand_.fade_out ? quarter(left, stand_.fade_out) : 1.0F;
}

void Programme::put(const float* samples, std::uint64_t frames, float factor) {
    std::size_t at = (stand_.start + position_ - given_) * channels_;
    const std::size_t end = at + frames * channels_;
    if (held_.size() < end) held_.resize(end, 0.0F);
    for (; at < end; ++at) held_[at] += *samples++ * factor;
    position_ += frames;
}

void Programme::add(std::span<const float> samples) {
    const float* next = samples.data();
    std::uint64_t left = std::min(static_cast<std::uint64_t>(samples.size() / channels_), stand_.length - position_);
    while (left > 0) {
        const std::uint64_t plain_end = stand_.length - stand_.fade_out;
        const bool fades = position_ < stand_.fade_in || position_ >= plain_end;
        const std::uint64_t frames = fades ? 1 : std::min(left, plain_end - position_);
        put(next, frames, fades ? gain_ * envelope(position_) : gain_);
        next += frames * channels_;
        left -= frames;
    }
    give(overlap_);
}

void Programme::end() {
    const std::uint64_t missing = stand_.length - position_;
    if (missing > 0) held_.resize((stand_.start + stand_.length - given_) * channels_, 0.0F);
}

void Programme::finish() {
    give(0);
}

/// Hands on all but so many frames.
void Programme::give(std::uint64_t but) {
    const std::uint64_t frames = held_.size() / channels_;
    if (frames <= but) return;
    const std::size_t count = (frames - but) * channels_;
    take_(std::span(held_).first(count));
    given_ += frames - but;
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count));
}

core::Loudness foretold(std::span<const Metered> pieces, int sample_rate) {
    constexpr double slices_a_second = 10.0 * LevelTrace::slices_a_hop;
    Meter meter(sample_rate, 1, {.true_peak = false});
    std::uint64_t position = 0;  // in slices, 5 ms
    const auto slices_of = [&](std::uint64_t frames) {
        return static_cast<std::uint64_t>(std::llround(static_cast<double>(frames) * slices_a_second / sample_rate));
    };
    for (const Metered& piece : pieces) {
        const std::uint64_t start = slices_of(piece.stand.start);
        for (; position < start; ++position) meter.add_energy(0.0);
        const double power = std::pow(10.0, piece.gain_db / 10.0) / LevelTrace::slices_a_hop;
        const auto cut = static_cast<std::uint64_t>(std::llround(piece.cut_seconds * slices_a_second));
        const std::uint64_t end = slices_of(piece.stand.start + piece.stand.length);
        for (; position < end; ++position) {
            const std::uint64_t hop = (cut + position - start) / LevelTrace::slices_a_hop;
            meter.add_energy(hop < piece.hops.size() ? static_cast<double>(piece.hops[hop]) * power : 0.0);
        }
    }
    return meter.reading();
}

}  // namespace transcode
