#include "transcode/level.h"

#include "transcode/rehearsal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace transcode {

namespace {

/// Steps above the gain that an idle limiter would need.
constexpr std::array<double, 9> steps_db = {0.0, 0.15, 0.35, 0.7, 1.2, 2.0, 3.0, 4.5, 7.0};

/// Gain that lifts what was under the absolute gate (-70 LUFS) into the reading, or takes what was above it out: then
/// loudness does not move as far as the gain.
constexpr double far_db = 12.0;

}  // namespace

Level choose_level(const Aim& aim, int sample_rate, const core::Loudness& reading, const Recall& recall) {
    const double idle_gain = aim.target_lufs - reading.integrated_lufs;
    const double most = aim.most_limiting_db + aim.limit_dbtp - reading.true_peak_dbtp;
    const bool gate_stays = std::fabs(std::min(idle_gain, most)) < far_db;
    if (gate_stays && std::min(idle_gain, most) + reading.true_peak_dbtp <= aim.limit_dbtp)
        return {std::min(idle_gain, most), aim.limit_dbtp, idle_gain > most};
    if (idle_gain >= most) return {most, aim.limit_dbtp, true};

    std::vector<double> gains;
    gains.reserve(std::size(steps_db));
    for (const double step : steps_db) gains.push_back(idle_gain + step);
    Rehearsal rehearsal(sample_rate, gains, std::pow(10.0, aim.limit_dbtp / 20.0));
    recall([&rehearsal](const LevelTrace& trace) { rehearsal.add(trace); });
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

CoderTraits coder_traits(core::Format format, int bitrate_kbps, Shape shape, std::chrono::milliseconds duration) {
    // Coders share what two channels have in common, so a second one costs about half.
    const double share = bitrate_kbps / (shape.channels == 2 ? 1.5 : 1.0);
    // The fewer bits, the further a coder's waveform strays from what it was given.
    const double scarcity = std::clamp(std::log2(96.0 / std::max(share, 8.0)), -1.0, 3.0);
    // And the longer it strays, the further goes the furthest of its peaks.
    const double length = 0.05 * std::log2(std::max(std::chrono::duration<double>(duration).count() / 10.0, 1.0));
    switch (format) {
        case core::Format::mp3: {
            // LAME's presets for constant bit rates scale what they are given, by 0.95 up to 160 kbit/s.
            double scale_db = 0.0;
            if (bitrate_kbps <= 160)
                scale_db = -0.446;
            else if (bitrate_kbps <= 192)
                scale_db = -0.265;
            else if (bitrate_kbps <= 224)
                scale_db = -0.175;
            return {scale_db, 0.3 + 0.5 * scarcity + length};
        }
        case core::Format::m4a:
            return {-0.02 * (1.0 + scarcity), 0.4 + 0.2 * scarcity + length};
        case core::Format::opus:
            return {0.0, (shape.channels == 2 ? 1.0 : 0.6) + 0.3 * scarcity + length};
    }
    return {};
}

}  // namespace transcode
