#pragma once

#include "core/loudness.h"
#include "core/recipe.h"

#include <string>

namespace transcode {

/// How far a lossless gain brings a recording to its target.
struct GainPlan {
    bool possible = false;
    int steps = 0;       ///< as large as the format's gain field has them
    std::string reason;  ///< one line, either way: "3 steps of 1.505 dB", "true peak of -0.5 dBTP would pass -1.0 dBTP"
    core::Loudness after;  ///< predicted
};

/// The number of steps that comes nearest to the recipe's target, within its tolerance and under its ceiling. Silence
/// cannot be planned for.
GainPlan plan_steps(const core::Loudness& before, const core::Recipe& recipe, double step_db);

}  // namespace transcode
