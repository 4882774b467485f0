#include "transcode/true_peak.h"

#include <algorithm>

namespace transcode {

TruePeak::TruePeak(int sample_rate_hz, std::size_t block)
    : interpolator_(sample_rate_hz < 96000    ? 4
                    : sample_rate_hz < 192000 ? 2
                                              : 1),
      block_(block) {}

void TruePeak::scan(const float* samples, std::size_t count) noexcept {
    scan(samples, count, 1.0F, {});
}

void TruePeak::scan(const float* samples, std::size_t count, float share, std::span<float> peaks) noexcept {
    float before = highest_sample(samples - history, history);
    for (std::size_t i = 0; i < count; i += block_) {
        const std::size_t length = std::min(block_, count - i);
        const float here = highest_sample(samples + i, length);
        float peak = here;
        peak_ = std::max(peak_, here);
        if (interpolator_.has_points() && std::max(before, here) * interpolator_.bound() > peak_ * share) {
            peak = std::max(peak, interpolator_.highest(samples + i, length));
            peak_ = std::max(peak_, peak);
        }
        if (!peaks.empty()) peaks[i / block_] = std::max(peaks[i / block_], peak);
        before = here;
    }
}

}  // namespace transcode
