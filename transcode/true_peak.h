#pragma once

#include "transcode/interpolator.h"

#include <cstddef>
#include <span>

namespace transcode {

/// The highest absolute value of a signal between its samples, by ITU-R BS.1770-4, annex 2: four times as many points
/// (twice below 192 kHz, none above), each between two samples by a windowed sinc over 12 (24) samples.
///
/// No point can pass the highest sample near it times the sum of the filter's absolute coefficients. Stretches in which
/// that product stays under the peak already known are not interpolated; the answer is the same.
class TruePeak {
public:
    /// So many samples in front of what scan() gets must be readable: those that came before, zeros at the start.
    static constexpr std::size_t history = 32;

    /// Stretches of so many samples, history at most, are looked at one by one.
    explicit TruePeak(int sample_rate_hz, std::size_t block = history);

    /// Looks at `count` finite samples of one channel (the channels may take turns); `samples[-history]` to
    /// `samples[-1]` are the ones before them.
    void scan(const float* samples, std::size_t count) noexcept;
    /// The same, and each stretch's own peak is raised into `peaks`: exact for those above `share` of the peak known by
    /// then, at least the highest sample for the rest. Points between samples count some samples late.
    void scan(const float* samples, std::size_t count, float share, std::span<float> peaks) noexcept;

    /// Linear, of all that was scanned; 0 for digital silence.
    float peak() const noexcept { return peak_; }

private:
    Interpolator interpolator_;
    std::size_t block_;
    float peak_ = 0.0F;
};

}  // namespace transcode
