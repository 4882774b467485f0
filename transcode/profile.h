#pragma once

#include "transcode/convert.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace transcode {

/// Frames [begin, end) of a recording.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = std::numeric_limits<std::uint64_t>::max();

    bool operator==(const Range&) const = default;
};

/// A stretch of a recording, as a person finds it.
struct Stretch {
    std::chrono::milliseconds begin{};
    std::chrono::milliseconds length{};
};

/// How much is kept of the silence around what sounds: breath before the first word, and the ring after the last one.
struct Margins {
    std::chrono::milliseconds lead{200};
    std::chrono::milliseconds tail{500};
};

/// Remembers of a recording's samples what tells how it was recorded: how loud it is over its length, coarsely (a byte
/// for 50 ms), how many samples are at full scale, and the mean and the energy of its channels. Silence is what is 30
/// dB quieter than the recording's own loudness. What comes behind the last whole 50 ms does not count.
class Profile {
public:
    /// One or two channels. `full_scale`: from where on a sample counts as being at full scale.
    Profile(Shape shape, float full_scale);

    /// Whole frames.
    void add(std::span<const float> samples);

    /// From a little before the first stretch that is no silence to a little after the last one; everything where there
    /// is none.
    Range sounding(double integrated_lufs, Margins margins) const;
    /// The longest silence between two stretches that are none.
    Stretch longest_silence(double integrated_lufs) const;

    double full_scale_share() const;
    /// Of each channel: 0 where nothing is off centre.
    std::array<double, 2> means() const;
    /// Of two channels the one with less energy is the `quieter`; by how much, in decibels, infinite where it is empty.
    struct Imbalance {
        std::size_t quieter = 0;
        double decibels = 0.0;
    };
    Imbalance imbalance() const;

private:
    static constexpr std::size_t lanes = 8;  ///< sums side by side, which a compiler makes vectors of

    void tally(std::span<const float> samples);
    void end_stretch();

    std::size_t channels_;
    std::size_t sample_rate_;
    std::size_t stretch_;  ///< samples, all channels
    float full_scale_;
    std::vector<std::uint8_t> levels_;  ///< decibels below full scale, root mean square
    std::size_t filled_ = 0;
    std::array<float, lanes> sum_{};
    std::array<float, lanes> squares_{};
    std::array<std::int32_t, lanes> hot_{};
    std::array<double, 2> total_{};
    std::array<double, 2> energy_{};
    std::uint64_t hot_total_ = 0;
    std::uint64_t samples_ = 0;
};

}  // namespace transcode
