#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "transcode/convert.h"
#include "transcode/level_trace.h"

#include <chrono>
#include <functional>

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
    double most_limiting_db = 0.0;  ///< the limiter takes no more than this off the peaks
};

/// Hands the recording's trace to the function, in one or more parts.
using Recall = std::function<void(const std::function<void(const LevelTrace&)>&)>;

/// The gain at which the recording comes out of the limiter as loud as wanted. Recalls it when the limiter will have
/// work, or the gain moves much across the meter's absolute gate, to learn what that costs in loudness.
Level choose_level(const Aim& aim, int sample_rate, const core::Loudness& reading, const Recall& recall);

/// By how much a coder's output is louder than its input, and how far its peaks pass it, as was seen over many
/// recordings: with these in the aim a second encode is rare.
struct CoderTraits {
    double louder_lu = 0.0;
    double peaks_db = 0.0;
};
CoderTraits coder_traits(core::Format format, int bitrate_kbps, Shape shape, std::chrono::milliseconds duration);

}  // namespace transcode
