#pragma once

#include "transcode/convert.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace transcode {

/// Frames [begin, end) of a recording.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
};

/// Remembers how loud a recording is over its length, coarsely (a byte for 50 ms), to find where it begins and ends.
class Profile {
public:
    explicit Profile(Shape shape);

    void add(std::span<const float> samples);
    /// From a little before the first stretch that is less than 30 dB quieter than the recording's own loudness to a
    /// little after the last one; everything where there is none.
    Range sounding(double integrated_lufs) const;

private:
    std::size_t channels_;
    std::size_t sample_rate_;
    std::size_t stretch_;               ///< samples, all channels
    std::vector<std::uint8_t> levels_;  ///< decibels below full scale, root mean square
    std::size_t filled_ = 0;
    double sum_ = 0.0;
};

}  // namespace transcode
