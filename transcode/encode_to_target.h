#pragma once

#include "core/made.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/convert.h"
#include "transcode/level.h"
#include "transcode/progress.h"

#include <chrono>
#include <functional>
#include <span>

namespace transcode {

/// What is to be encoded: samples of a shape, whose level can be chosen.
struct Sound {
    Shape shape;
    std::chrono::milliseconds duration{};
    Aim aim;  ///< the first one: see aim_for()
    /// What has to be done to what play() gives, to come there.
    std::function<Level(const Aim&)> level;
    /// Hands its samples on.
    std::function<void(const Aim&, const std::function<void(std::span<const float>)>& take, const Progress&)> play;
};

/// What has to go into the recipe's encoder so that what comes out of it meets target and ceiling.
Aim aim_for(const core::Recipe& recipe, Shape shape, std::chrono::milliseconds duration);

/// Lane encode: writes the file with its tags as often as it takes to meet the target under the ceiling, measured after
/// encoding, which is nearly always once; where that is not met in three times, the best one stays. Sets what `made`
/// says of that.
void encode_to_target(int output, const core::Recipe& recipe, const core::Tags& tags, const Sound& sound,
                      const Progress& progress, core::Made& made);

}  // namespace transcode
