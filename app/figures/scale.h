#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::figures {

/// A place on an axis, 0 at its beginning and 1 at its end, with what is written there.
struct Tick {
    double place = 0.0;
    std::string label;
};

/// An axis of numbers from one round number to another.
struct Scale {
    double low = 0.0;
    double high = 1.0;
    std::vector<Tick> ticks;

    double place(double value) const { return (value - low) / (high - low); }
};

/// The axis that holds both, with at most so many round steps of 1, 2 or 5 times a power of ten, and no less than two
/// where 0 lies between them. Where both are one number, it lies within.
Scale round_scale(double low, double high, std::size_t steps = 6);

/// The number with as many digits as tell it from others a step away: "0.25", "1200".
std::string number_at(double value, double step);

/// How much of time stands together.
enum class Span { day, week, month, quarter, year, decade };

std::string_view name(Span span);  ///< "day"

/// Days of a show, in spans that lie side by side.
class Calendar {
public:
    using Day = std::chrono::local_days;
    /// All from the first to the last day, in the shortest spans of which no more than `most` are needed; a century of
    /// decades where even these are too many.
    Calendar(Day first, Day last, std::size_t most);

    Span span() const { return span_; }
    std::size_t size() const { return starts_.size() - 1; }
    /// Which span the day is in. It must be one of the calendar's.
    std::size_t index(Day day) const;
    Day start(std::size_t index) const { return starts_[index]; }
    /// As ISO 8601 has it: "2024-07-08" of a day, of a week its Monday, "2024-07", of a quarter its first month,
    /// "2024".
    std::string label(std::size_t index) const;
    /// Where a moment stands, 0 at the first span's beginning and 1 at the last one's end.
    double place(std::chrono::local_seconds moment) const;

private:
    Span span_ = Span::day;
    std::vector<Day> starts_;  ///< one more than there are spans: where the last one ends
};

/// At most so many ticks of a calendar at round dates; hours where it is of one day.
std::vector<Tick> date_ticks(const Calendar& calendar, std::size_t most = 6);

/// "2024-07-08"
std::string iso_day(std::chrono::local_days day);

/// The value in the middle of those that are in order, of an even number the mean of the two, or the higher where
/// the lower is not finite; 0 of none.
double median(std::span<const double> ordered);

}  // namespace app::figures
