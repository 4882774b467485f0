#pragma once

#include "core/time.h"

#include <optional>
#include <string>

namespace app {

/// What is remembered of the machine's clock between runs.
struct ClockMemory {
    std::optional<core::Instant> last_run;       ///< when a run was last made by a clock that was believed
    std::optional<core::Instant> doubted_since;  ///< the first run of those since that doubted it
    std::optional<core::Instant> doubted_at;     ///< the last of them
};

/// The moments of a run.
struct RunClock {
    core::Instant now;    ///< what is due is due by it
    core::Instant dates;  ///< what is dated, and outlives the run, is dated by it
    std::string doubt;    ///< why the clock is not believed; empty: it is
    ClockMemory memory;   ///< for the next run
};

/// Judges the machine's clock by the last run and by this program's own age. One that stands before either, or more
/// than sixty days after the last run, is not believed: dates stay at the last run's, retention takes nothing that the
/// last run would not have taken, and what waits is tried by whichever of the two is no excuse to wait long. A clock
/// that has gone on evenly for a day is right after all: the machine was off for a season, or the last run's clock was
/// wrong.
RunClock judge_clock(core::Instant clock, const ClockMemory& memory);

}  // namespace app
