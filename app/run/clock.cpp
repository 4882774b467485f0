#include "app/run/clock.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

namespace app {

namespace {

using namespace std::chrono_literals;

/// No run of this program can be from before it was written.
constexpr core::Instant released = std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 29);
constexpr std::chrono::seconds longest_gap = std::chrono::days(60);
/// How far clocks are set back in their daily care.
constexpr std::chrono::seconds tolerance = 5min;
constexpr std::chrono::seconds trial = 24h;

std::string day_of(core::Instant instant) {
    return core::format_iso8601(core::to_written(instant, "UTC"));
}

std::string doubt_of(core::Instant clock, const ClockMemory& memory) {
    if (clock < released) return fmt::format("it says {}, before this program was released", day_of(clock));
    if (!memory.last_run) return {};
    if (clock + tolerance < *memory.last_run)
        return fmt::format("it says {}, and the last run was at {}", day_of(clock), day_of(*memory.last_run));
    if (clock > *memory.last_run + longest_gap)
        return fmt::format("it says {}, more than {} days after the last run at {}", day_of(clock),
                           std::chrono::duration_cast<std::chrono::days>(longest_gap).count(),
                           day_of(*memory.last_run));
    return {};
}

}  // namespace

RunClock judge_clock(core::Instant clock, const ClockMemory& memory) {
    RunClock run{clock, clock, doubt_of(clock, memory), {}};
    const bool goes_on = memory.doubted_since && memory.doubted_at && clock + tolerance >= *memory.doubted_at &&
                         clock <= *memory.doubted_at + longest_gap;
    if (!run.doubt.empty() && clock >= released && goes_on && clock - *memory.doubted_since >= trial) run.doubt.clear();
    if (run.doubt.empty()) {
        run.memory.last_run = clock;
        return run;
    }
    run.memory = {memory.last_run, goes_on ? memory.doubted_since : clock, clock};
    run.dates = std::max(memory.last_run.value_or(released), released);
    // Ahead of all that is known, nothing would ever wait; behind it, everything for long.
    run.now = std::min(clock, run.dates);
    return run;
}

}  // namespace app
