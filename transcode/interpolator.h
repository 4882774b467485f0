#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace transcode {

/// The highest absolute sample.
float highest_sample(const float* samples, std::size_t count) noexcept;

/// Reads a signal between its samples, as ITU-R BS.1770-4, annex 2, has it done for true peaks: by a windowed sinc that
/// reaches over the samples before and behind.
class Interpolator {
public:
    /// Samples on either side of a point that it is made of, where there are four points for each sample.
    static constexpr std::size_t reach_of_four = 6;

    /// So many points for each sample: 1 (none in between), 2 or 4.
    explicit Interpolator(int points);

    bool has_points() const noexcept { return !taps_.empty(); }
    /// No point passes the highest of the samples it is made of times this.
    float bound() const noexcept { return bound_; }

    /// The highest absolute value of the points that have each of these samples as the newest one that they are made
    /// of. The samples of one channel lie `stride` apart, and so many channels may be looked at together. Twelve
    /// samples of each channel (24 where there are two points a sample) are read, the newest one with them.
    float highest(const float* samples, std::size_t count, std::size_t stride = 1) const noexcept;

private:
    std::vector<std::array<float, 3>> taps_;  ///< the newest first: coefficients of the (up to) three points in between
    float bound_ = 1.0F;                      ///< the largest sum of one point's absolute coefficients
};

}  // namespace transcode
