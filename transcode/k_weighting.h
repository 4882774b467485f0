#pragma once

#include <cstddef>

namespace transcode {

/// The K-weighting of ITU-R BS.1770-4, annex 1: a high-pass at 38 Hz and a shelf that raises the treble by 4 dB, here
/// derived for any sample rate from the analogue filters behind the coefficients that the standard gives for 48 kHz.
/// One object serves one channel and remembers where it stands between calls.
class KWeighting {
public:
    explicit KWeighting(int sample_rate_hz);

    /// Filters `count` samples and returns the sum of the squares of what comes out. A sample that is not finite makes
    /// the sum not finite and spoils the object; assign an earlier copy to go back.
    double energy(const float* samples, std::size_t count) noexcept;

    /// Forgets a tail too quiet to matter, so that long silence never reaches the slow arithmetic of denormal numbers.
    void settle() noexcept;

private:
    double step(double input) noexcept;

    double high_a1_ = 0.0;
    double high_a2_ = 0.0;
    double shelf_b0_ = 0.0;
    double shelf_b1_ = 0.0;
    double shelf_b2_ = 0.0;
    double shelf_a1_ = 0.0;
    double shelf_a2_ = 0.0;
    // The two last values before, between and after the filters, the older one first.
    double input_[2] = {};
    double high_[2] = {};
    double shelf_[2] = {};
};

}  // namespace transcode
