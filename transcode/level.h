#pragma once

#include "core/recipe.h"
#include "transcode/convert.h"

#include <functional>
#include <span>

namespace transcode {

/// What lane encode does to a recording's samples.
struct Level {
    double gain_db = 0.0;
    double limit_dbtp = 0.0;  ///< what the limiter holds
    bool stopped = false;     ///< max_limiting_db allows no more gain, the target is not reached
};

/// What is aimed at, in the shape that is encoded.
struct Aim {
    double target_lufs = 0.0;
    double limit_dbtp = 0.0;
    double most_gain_db = 0.0;
    bool dual_mono = true;
};

/// Hands all samples of the recording to the function, from its start.
using Play = std::function<void(const std::function<void(std::span<const float>)>&)>;

/// The gain at which the recording (which reads `integrated_lufs` and `true_peak_dbtp`) comes out of the limiter as
/// loud as wanted. Plays it through when the limiter will have work, to learn what that costs in loudness.
Level choose_level(const Aim& aim, Shape shape, double integrated_lufs, double true_peak_dbtp, const Play& play);

/// By how much a coder's output is louder than its input, and how far its peaks pass it, as was seen over many
/// recordings: with these in the aim a second encode is rare.
struct CoderTraits {
    double louder_lu = 0.0;
    double peaks_db = 0.0;
};
CoderTraits coder_traits(core::Format format, int bitrate_kbps, Shape shape);

}  // namespace transcode
