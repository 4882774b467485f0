#include "app/figures/scale.h"

#include "app/figures/clock.h"
#include "app/figures/columns.h"
#include "app/figures/words.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <optional>

namespace app::figures {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using testing::ElementsAre;

constexpr double infinite = std::numeric_limits<double>::infinity();

local_days day(int year, unsigned month, unsigned date) {
    return local_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(date));
}

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
    std::vector<std::string> all;
    for (const Tick& tick : ticks) all.push_back(tick.label);
    return all;
}

TEST(RoundScale, HoldsItsValuesBetweenRoundNumbers) {
    EXPECT_THAT(labels(round_scale(-23.4, -15.2).ticks), ElementsAre("-24", "-22", "-20", "-18", "-16", "-14"));
    EXPECT_THAT(labels(round_scale(0.0, 1.0).ticks), ElementsAre("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"));
    EXPECT_THAT(labels(round_scale(0.0, 3.0, 3).ticks), ElementsAre("0", "1", "2", "3"));
    EXPECT_THAT(labels(round_scale(-0.3, 0.1).ticks), ElementsAre("-0.3", "-0.2", "-0.1", "0.0", "0.1"));
    EXPECT_THAT(labels(round_scale(0.0, 123456.0).ticks), ElementsAre("0", "50000", "100000", "150000"));
}

TEST(RoundScale, NeverHasMoreStepsThanWereAskedFor) {
    for (const double low : {-70.0, -23.45, -1.0, 0.0, 0.001, 17.0})
        for (const double width : {1e-3, 0.09, 0.5, 1.0, 1.5, 7.0, 61.0, 99.9, 1e9})
            for (const std::size_t steps : {1u, 2u, 5u, 6u, 24u}) {
                const Scale scale = round_scale(low, low + width, steps);
                EXPECT_LE(scale.ticks.size(), std::max<std::size_t>(steps, 2) + 1)
                    << low << " " << width << " " << steps;
                EXPECT_LE(scale.low, low + width * 1e-6);
                EXPECT_GE(scale.high, low + width * (1 - 1e-6));
                EXPECT_DOUBLE_EQ(scale.ticks.front().place, 0.0);
                EXPECT_NEAR(scale.ticks.back().place, 1.0, 1e-9);
            }
}

TEST(RoundScale, OfOneNumberLiesAroundIt) {
    for (const double value : {-16.0, 0.0, 5.0}) {
        const Scale scale = round_scale(value, value);
        EXPECT_LT(scale.low, value);
        EXPECT_GT(scale.high, value);
    }
}

TEST(NumberAt, HasTheDigitsOfItsStep) {
    EXPECT_EQ(number_at(-16.04, 0.1), "-16.0");
    EXPECT_EQ(number_at(-0.04, 0.1), "0.0");
    EXPECT_EQ(number_at(0.75, 0.01), "0.75");
    EXPECT_EQ(number_at(1500.0, 500.0), "1500");
    EXPECT_EQ(number_at(-infinite, 0.1), "-inf");
}

TEST(Calendar, TakesTheShortestSpansThatAreFewEnough) {
    struct Case {
        local_days last;
        Span span;
        std::size_t size;
        std::string first_label;
    };
    const std::vector<Case> cases{
        {day(2024, 2, 28), Span::day, 1, "2024-02-28"},  {day(2024, 3, 1), Span::day, 3, "2024-02-28"},
        {day(2024, 5, 29), Span::day, 92, "2024-02-28"}, {day(2024, 5, 30), Span::week, 14, "2024-02-26"},
        {day(2026, 2, 28), Span::month, 25, "2024-02"},  {day(2039, 1, 1), Span::quarter, 61, "2024-01"},
        {day(2099, 1, 1), Span::year, 76, "2024"},       {day(2999, 1, 1), Span::decade, 98, "2020"}};
    for (const Case& one : cases) {
        const Calendar calendar(day(2024, 2, 28), one.last, 92);
        EXPECT_EQ(calendar.span(), one.span) << iso_day(one.last);
        EXPECT_EQ(calendar.size(), one.size) << iso_day(one.last);
        EXPECT_EQ(calendar.label(0), one.first_label) << iso_day(one.last);
        EXPECT_EQ(calendar.index(day(2024, 2, 28)), 0u);
        EXPECT_EQ(calendar.index(one.last), calendar.size() - 1);
        EXPECT_LE(calendar.start(calendar.size() - 1), one.last);
    }
}

TEST(Calendar, PlacesMomentsByTheClock) {
    const Calendar calendar(day(2024, 2, 28), day(2024, 3, 2), 92);
    EXPECT_DOUBLE_EQ(calendar.place(day(2024, 2, 28) + 0s), 0.0);
    EXPECT_DOUBLE_EQ(calendar.place(day(2024, 3, 1) + 0s), 0.5);
    EXPECT_DOUBLE_EQ(calendar.place(day(2024, 3, 2) + 12h), 0.875);
}

TEST(DateTicks, StandAtRoundDates) {
    const auto ticks = [](local_days first, local_days last) { return labels(date_ticks(Calendar(first, last, 92))); };
    EXPECT_THAT(ticks(day(2024, 7, 8), day(2024, 7, 8)), ElementsAre("2024-07-08", "06:00", "12:00", "18:00"));
    EXPECT_THAT(ticks(day(2024, 7, 8), day(2024, 7, 10)), ElementsAre("2024-07-08", "2024-07-09", "2024-07-10"));
    EXPECT_THAT(ticks(day(2024, 7, 8), day(2024, 8, 6)),
                ElementsAre("2024-07-08", "2024-07-15", "2024-07-22", "2024-07-29", "2024-08-05"));
    EXPECT_THAT(ticks(day(2023, 12, 14), day(2024, 5, 8)),
                ElementsAre("2024-01", "2024-02", "2024-03", "2024-04", "2024-05"));
    EXPECT_THAT(ticks(day(2011, 3, 1), day(2026, 3, 1)), ElementsAre("2015", "2020", "2025"));
}

TEST(DateTicks, AreFewAndThereWhateverThePeriod) {
    const local_days first = day(2023, 12, 29);
    for (int length = 0; length < 40000; length += 1 + length / 20) {
        const Calendar calendar(first, first + std::chrono::days(length), 92);
        const std::vector<Tick> ticks = date_ticks(calendar);
        EXPECT_GE(ticks.size(), 1u) << length;
        EXPECT_LE(ticks.size(), 6u) << length;
        for (const Tick& tick : ticks) {
            EXPECT_GE(tick.place, 0.0) << length;
            EXPECT_LT(tick.place, 1.0) << length;
        }
    }
}

TEST(Median, IsTheMiddle) {
    EXPECT_EQ(median(std::vector<double>{}), 0.0);
    EXPECT_EQ(median(std::vector{1.0, 2.0, 9.0}), 2.0);
    EXPECT_EQ(median(std::vector{1.0, 2.0}), 1.5);
    EXPECT_EQ(median(std::vector{-infinite, -infinite}), -infinite);
    EXPECT_EQ(median(std::vector{-infinite, -23.0}), -23.0);
}

TEST(Words, NameSizesTimesAndSpreads) {
    EXPECT_EQ(size_of(0), "0.0 kB");
    EXPECT_EQ(size_of(999'999), "1000.0 kB");
    EXPECT_EQ(size_of(1'234'567), "1.2 MB");
    EXPECT_EQ(size_of(9'876'543'210), "9.9 GB");
    EXPECT_EQ(time_of(59s), "59 s");
    EXPECT_EQ(time_of(119s), "1 min");
    EXPECT_EQ(time_of(3h + 20min), "3 h 20 min");
    EXPECT_EQ(time_of(52h), "2 d 4 h");
    EXPECT_EQ(spread_of({}, 0.1, "LUFS"), "");
    EXPECT_EQ(spread_of({-16.0}, 0.1, "LUFS"), "-16.0 LUFS");
    EXPECT_EQ(spread_of({-15.0, -17.0, -infinite}, 0.1, "LUFS"), "median -17.0, from -inf to -15.0 LUFS");
}

TEST(RoundEdges, GiveFewThatLieFarOffABinOfTheirOwn) {
    std::vector<double> lengths(99, 2.0);
    lengths.push_back(180.0);
    const std::vector<Edge> edges = round_edges(lengths);
    EXPECT_LT(edges.back().value, 4.0);
    EXPECT_GT(edges.back().value, 2.0);
    lengths.assign(3, 5.0);
    EXPECT_GT(round_edges(lengths).back().value, 5.0);
    EXPECT_EQ(round_edges({}).size(), 1u);
    EXPECT_GE(round_edges({0.0}).size(), 2u);
}

TEST(Clock, ReadsAsTheZoneDoesAlsoOnDaysThatChangeIt) {
    Clock clock("Europe/Berlin");
    for (core::Instant moment{std::chrono::sys_days(std::chrono::year(2024) / 3 / 29)};
         moment < std::chrono::sys_days(std::chrono::year(2024) / 4 / 2); moment += 37min) {
        EXPECT_EQ(clock.reading(moment), core::to_written(moment, "Europe/Berlin").local);
    }
    EXPECT_EQ(clock.minute(core::Instant(std::chrono::sys_days(std::chrono::year(2024) / 7 / 8) + 22h)),
              "2024-07-09 00:00");
}

}  // namespace
}  // namespace app::figures
