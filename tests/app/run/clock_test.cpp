#include "app/run/clock.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::HasSubstr;

constexpr core::Instant last = std::chrono::sys_days(std::chrono::year(2027) / std::chrono::March / 1) + 6h;

ClockMemory remembered() {
    return {last, std::nullopt, std::nullopt};
}

/// A clock that is believed: everything goes by it, and the next run knows only it.
void expect_believed(const RunClock& run, core::Instant clock) {
    EXPECT_EQ(run.doubt, "");
    EXPECT_EQ(run.now, clock);
    EXPECT_EQ(run.dates, clock);
    EXPECT_EQ(run.memory.last_run, clock);
    EXPECT_FALSE(run.memory.doubted_since);
    EXPECT_FALSE(run.memory.doubted_at);
}

TEST(JudgeClock, BelievesAClockThatGoesOn) {
    expect_believed(judge_clock(last, {}), last);
    for (const std::chrono::seconds gap :
         {0s, 1s, 3600s, std::chrono::seconds(days(1)), std::chrono::seconds(days(60))})
        expect_believed(judge_clock(last + gap, remembered()), last + gap);
}

TEST(JudgeClock, BelievesAClockThatWasSetBackALittle) {
    for (const std::chrono::seconds back : {1s, 60s, 300s})
        expect_believed(judge_clock(last - back, remembered()), last - back);
}

TEST(JudgeClock, DoubtsAYearAheadAndLetsTheLastRunStand) {
    const core::Instant clock = last + days(365);
    const RunClock run = judge_clock(clock, remembered());
    EXPECT_THAT(run.doubt, HasSubstr("more than 60 days after the last run at 2027-03-01"));
    EXPECT_THAT(run.doubt, HasSubstr("2028-02-29"));
    EXPECT_EQ(run.now, last) << "nothing that waits is due by it";
    EXPECT_EQ(run.dates, last);
    EXPECT_EQ(run.memory.last_run, last);
    EXPECT_EQ(run.memory.doubted_since, clock);
    EXPECT_EQ(run.memory.doubted_at, clock);
}

TEST(JudgeClock, DoubtsAYearBehindAndDatesByTheLastRun) {
    const core::Instant clock = last + days(400) - days(365);
    const ClockMemory memory{last + days(400), std::nullopt, std::nullopt};
    const RunClock run = judge_clock(clock, memory);
    EXPECT_THAT(run.doubt, HasSubstr("and the last run was at 2028-04-04"));
    EXPECT_EQ(run.now, clock);
    EXPECT_EQ(run.dates, *memory.last_run);
}

TEST(JudgeClock, DoubtsATimeBeforeTheProgramWasReleased) {
    for (const core::Instant clock : {core::Instant(0s), core::Instant(days(20'000))})
        for (const ClockMemory& memory : {ClockMemory(), remembered()}) {
            const RunClock run = judge_clock(clock, memory);
            EXPECT_THAT(run.doubt, HasSubstr("before this program was released"));
            EXPECT_EQ(run.now, clock);
            EXPECT_GT(run.dates, clock + days(365));
            EXPECT_EQ(run.memory.last_run, memory.last_run);
        }
    // A machine whose clock starts at 1970 with each boot is never believed, however long it is on.
    ClockMemory memory = remembered();
    for (std::chrono::hours on = 0h; on < 72h; on += 1h) {
        const RunClock run = judge_clock(core::Instant(on), memory);
        EXPECT_NE(run.doubt, "") << on;
        EXPECT_EQ(run.dates, last);
        memory = run.memory;
    }
}

TEST(JudgeClock, DoubtsAnHourBackUntilTheLastRunIsReachedAgain) {
    RunClock run = judge_clock(last - 1h, remembered());
    EXPECT_NE(run.doubt, "");
    EXPECT_EQ(run.now, last - 1h);
    EXPECT_EQ(run.dates, last);
    run = judge_clock(last - 30min, run.memory);
    EXPECT_NE(run.doubt, "");
    EXPECT_EQ(run.memory.doubted_since, last - 1h);
    run = judge_clock(last + 1min, run.memory);
    expect_believed(run, last + 1min);
}

TEST(JudgeClock, IsRightAfterAllOnceItHasGoneOnForADay) {
    for (const core::Instant first : {last + days(365), last - days(30)}) {
        ClockMemory memory = remembered();
        for (std::chrono::hours on = 0h; on < 24h; on += 1h) {
            const RunClock run = judge_clock(first + on, memory);
            EXPECT_NE(run.doubt, "") << on;
            EXPECT_EQ(run.dates, last);
            memory = run.memory;
        }
        const RunClock run = judge_clock(first + 24h, memory);
        expect_believed(run, first + 24h);
        expect_believed(judge_clock(first + 25h, run.memory), first + 25h);
    }
}

TEST(JudgeClock, AMachineThatWasOffForASeasonWaitsADay) {
    const core::Instant on = last + days(100);
    RunClock run = judge_clock(on, remembered());
    EXPECT_NE(run.doubt, "");
    expect_believed(judge_clock(on + days(1), run.memory), on + days(1));
}

TEST(JudgeClock, AClockThatLeapsStartsItsDayAnew) {
    RunClock run = judge_clock(last + days(365), remembered());
    run = judge_clock(last + days(730), run.memory);
    EXPECT_NE(run.doubt, "") << "a second leap is no day of going on";
    EXPECT_EQ(run.memory.doubted_since, last + days(730));
    run = judge_clock(last + days(365) + 25h, run.memory);
    EXPECT_NE(run.doubt, "");
    EXPECT_EQ(run.memory.doubted_since, last + days(365) + 25h);
}

TEST(JudgeClock, AClockThatStandsStillIsNotBelieved) {
    ClockMemory memory = remembered();
    for (int times = 0; times < 50; ++times) {
        const RunClock run = judge_clock(last + days(365), memory);
        EXPECT_NE(run.doubt, "");
        memory = run.memory;
    }
}

TEST(JudgeClock, ADoubtIsForgottenOnceTheClockIsSetRight) {
    const RunClock doubted = judge_clock(last + days(365), remembered());
    expect_believed(judge_clock(last + 1h, doubted.memory), last + 1h);
}

}  // namespace
}  // namespace app
