#include "transcode/findings.h"

#include "core/time.h"

#include <fmt/format.h>

#include <cmath>

namespace transcode {

namespace {

constexpr double most_at_full_scale = 0.01;
constexpr double most_gain_db = 30.0;
constexpr double most_limited_db = 6.0;
constexpr std::chrono::seconds long_silence{3};
constexpr double most_apart_lu = 12.0;
/// What is no more than a click.
constexpr std::uint64_t few_packets = 3;
/// What a reading is good to.
constexpr double accuracy_lu = 0.05;

}  // namespace

std::vector<std::string> findings_of(const core::Made& made, const core::Recipe& recipe) {
    std::vector<std::string> findings;
    const double missing = recipe.target_lufs - made.after.integrated_lufs;
    if (std::fabs(missing) > recipe.tolerance_lu + accuracy_lu) {
        findings.push_back(fmt::format("{:.2f} LU {} the target of {:g} LUFS", std::fabs(missing),
                                       missing > 0.0 ? "below" : "above", recipe.target_lufs));
        if (made.shortfall_lu > 0.0)
            findings.back() +=
                fmt::format(", since max_limiting_db allows no more than {:g} dB", recipe.max_limiting_db);
    }
    if (made.after.true_peak_dbtp > recipe.true_peak_dbtp)
        findings.push_back(fmt::format("a true peak of {:.2f} dBTP passes the ceiling of {:g} dBTP",
                                       made.after.true_peak_dbtp, recipe.true_peak_dbtp));
    return findings;
}

std::vector<std::string> findings_of(const Survey& before, const core::Made& made, const core::Recipe& recipe) {
    std::vector<std::string> findings = findings_of(made, recipe);
    const Condition& condition = before.condition;
    if (condition.lost_packets > few_packets)
        findings.push_back(fmt::format("{} of its {} packets cannot be decoded and are left out",
                                       condition.lost_packets, condition.packets));
    if (condition.full_scale_share > most_at_full_scale)
        findings.push_back(
            fmt::format("clipped: {:.1f} % of the samples are at full scale", condition.full_scale_share * 100.0));
    if (condition.dead_channel)
        findings.push_back(fmt::format("the {} channel is dead", *condition.dead_channel == 0 ? "left" : "right"));
    if (made.gain_db > most_gain_db)
        findings.push_back(fmt::format("so quiet that it took {:.1f} dB of gain", made.gain_db));
    if (made.limited_db > most_limited_db)
        findings.push_back(fmt::format("the limiter took {:.1f} dB off its peaks", made.limited_db));
    if (condition.silence.length >= long_silence)
        findings.push_back(fmt::format("{:.1f} s of silence at {}",
                                       std::chrono::duration<double>(condition.silence.length).count(),
                                       core::format_duration(condition.silence.begin)));
    if (condition.passages_lu > most_apart_lu)
        findings.push_back(fmt::format("passages of 10 s differ by {:.1f} LU", condition.passages_lu));
    return findings;
}

}  // namespace transcode
