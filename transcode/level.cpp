#include "transcode/level.h"

#include "transcode/rehearsal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace transcode {

namespace {

/// Steps above the gain that an idle limiter would need.
constexpr std::array<double, 9> steps_db = {0.0, 0.15, 0.35, 0.7, 1.2, 2.0, 3.0, 4.5, 7.0};

}  // namespace

Level choose_level(const Aim& aim, Shape shape, double integrated_lufs, double true_peak_dbtp, const Play& play) {
    const double idle_gain = aim.target_lufs - integrated_lufs;
    const double most = aim.most_gain_db;
    if (std::min(idle_gain, most) + true_peak_dbtp <= aim.limit_dbtp)
        return {std::min(idle_gain, most), aim.limit_dbtp, idle_gain > most};
    if (idle_gain >= most) return {most, aim.limit_dbtp, true};

    std::vector<double> gains;
    for (const double step : steps_db) gains.push_back(idle_gain + step);
    Rehearsal rehearsal(shape, aim.dual_mono, gains, std::pow(10.0, aim.limit_dbtp / 20.0));
    play([&rehearsal](std::span<const float> samples) { rehearsal.add(samples); });
    const std::vector<double> losses = rehearsal.losses();

    // What is missing falls as the gain rises; the gain stands where it passes zero.
    const auto missing = [&](std::size_t i) { return losses[i] - steps_db[i]; };
    double gain = gains.back();
    for (std::size_t i = 0; i < gains.size(); ++i) {
        if (missing(i) > 0.0) continue;
        if (i == 0) {
            gain = gains[0];
        } else {
            const double share = missing(i - 1) / (missing(i - 1) - missing(i));
            gain = gains[i - 1] + share * (gains[i] - gains[i - 1]);
        }
        break;
    }
    return {std::min(gain, most), aim.limit_dbtp, gain > most};
}

CoderTraits coder_traits(core::Format format, int, Shape) {
    switch (format) {
        case core::Format::mp3:
            return {0.0, 1.0};
        case core::Format::m4a:
            return {0.0, 1.0};
        case core::Format::opus:
            return {0.0, 1.0};
    }
    return {};
}

}  // namespace transcode
