#include "transcode/gain_plan.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace transcode {

GainPlan plan_steps(const core::Loudness& before, const core::Recipe& recipe, double step_db) {
    GainPlan plan;
    if (!std::isfinite(before.integrated_lufs) || !std::isfinite(before.true_peak_dbtp)) {
        plan.reason = "silent";
        return plan;
    }
    const auto predicted = [&](int steps) {
        core::Loudness after = before;
        after.integrated_lufs += steps * step_db;
        after.true_peak_dbtp += steps * step_db;
        return after;
    };
    // A reading is good to 0.01; half a step of MP3, 0.7526, so counts as within the usual tolerance of 0.75.
    constexpr double accuracy = 0.005;
    constexpr double farthest_db = 400.0;
    const double wanted = std::clamp(recipe.target_lufs - before.integrated_lufs, -farthest_db, farthest_db);
    const double room = std::clamp(recipe.true_peak_dbtp - before.true_peak_dbtp, -farthest_db, farthest_db);
    const int nearest = static_cast<int>(std::lround(wanted / step_db));
    const int most = static_cast<int>(std::floor(room / step_db));
    plan.steps = std::min(nearest, most);
    plan.after = predicted(plan.steps);
    if (std::abs(plan.after.integrated_lufs - recipe.target_lufs) <= recipe.tolerance_lu + accuracy) {
        plan.possible = true;
        plan.reason = fmt::format("{} step{} of {:.4g} dB", plan.steps, std::abs(plan.steps) == 1 ? "" : "s", step_db);
        return plan;
    }
    const core::Loudness unlimited = predicted(nearest);
    plan.reason = nearest > most
                      ? fmt::format("true peak of {:.1f} dBTP would pass {:.1f} dBTP", unlimited.true_peak_dbtp,
                                    recipe.true_peak_dbtp)
                      : fmt::format("steps of {:.1f} dB leave {:.2f} LU to the target, more than {:.2f}", step_db,
                                    std::abs(unlimited.integrated_lufs - recipe.target_lufs), recipe.tolerance_lu);
    return plan;
}

}  // namespace transcode
