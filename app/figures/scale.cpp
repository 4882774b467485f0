#include "app/figures/scale.h"

#include "core/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace app::figures {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::years;

/// The round number at or above it: 1, 2 or 5 times a power of ten.
double round_up(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    // A step that is round already must not become the next one by an error in its last bit.
    constexpr double within = 1.0 + 1e-9;
    for (const double factor : {1.0, 2.0, 5.0})
        if (value <= factor * power * within) return factor * power;
    return 10.0 * power;
}

local_days first_of_month(local_days day) {
    const year_month_day date(day);
    return local_days(date.year() / date.month() / 1);
}

local_days start_of(Span span, local_days day) {
    const year_month_day date(day);
    const int year = static_cast<int>(date.year());
    switch (span) {
        case Span::day:
            return day;
        case Span::week:
            return day - (std::chrono::weekday(day) - std::chrono::Monday);
        case Span::month:
            return first_of_month(day);
        case Span::quarter:
            return local_days(date.year() / std::chrono::month((static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1) /
                              1);
        case Span::year:
            return local_days(date.year() / 1 / 1);
        case Span::decade:
            return local_days(std::chrono::year(year - ((year % 10) + 10) % 10) / 1 / 1);
    }
    return day;
}

local_days after(Span span, local_days start, int count = 1) {
    const year_month_day date(start);
    switch (span) {
        case Span::day:
            return start + days(count);
        case Span::week:
            return start + days(7 * count);
        case Span::month:
            return local_days(date + months(count));
        case Span::quarter:
            return local_days(date + months(3 * count));
        case Span::year:
            return local_days(date + years(count));
        case Span::decade:
            return local_days(date + years(10 * count));
    }
    return start + days(count);
}

constexpr std::array<std::string_view, 6> span_names{"day", "week", "month", "quarter", "year", "decade"};

std::string label_of(Span span, local_days start) {
    const std::size_t length = span >= Span::year ? 4 : span >= Span::month ? 7 : 10;
    return iso_day(start).substr(0, length);
}

std::vector<local_days> starts_between(Span span, local_days first, local_days last, std::size_t most) {
    std::vector<local_days> starts;
    local_days start = start_of(span, first);
    for (; start <= last; start = after(span, start)) {
        if (starts.size() == most && span != Span::decade) return {};
        starts.push_back(start);
    }
    starts.push_back(start);
    return starts;
}

std::vector<Tick> hour_ticks(local_days day) {
    std::vector<Tick> ticks{{0.0, iso_day(day)}};
    for (int hour = 6; hour < 24; hour += 6) ticks.push_back({hour / 24.0, fmt::format("{:02}:00", hour)});
    return ticks;
}

}  // namespace

std::string number_at(double value, double step) {
    const int digits = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 9);
    std::string text = fmt::format("{:.{}f}", value, digits);
    // A zero that was a rounding error below is none of the negative numbers.
    if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
    return text;
}

Scale round_scale(double low, double high, std::size_t steps) {
    if (!(low < high)) {
        const double middle = low;
        const double around = middle == 0.0 ? 1.0 : std::abs(middle) * 0.1;
        low = middle - around;
        high = middle + around;
    }
    // Where 0 lies within, a step lies on either side of it, however long it is.
    if (low < 0.0 && high > 0.0) steps = std::max<std::size_t>(steps, 2);
    double step = round_up((high - low) / static_cast<double>(steps));
    Scale scale;
    for (;; step = round_up(step * 1.5)) {
        scale.low = std::floor(low / step + 1e-9) * step;
        scale.high = std::ceil(high / step - 1e-9) * step;
        if (std::lround((scale.high - scale.low) / step) <= static_cast<long>(steps)) break;
    }
    const long count = std::lround((scale.high - scale.low) / step);
    for (long index = 0; index <= count; ++index) {
        const double value = scale.low + static_cast<double>(index) * step;
        scale.ticks.push_back({scale.place(value), number_at(value, step)});
    }
    return scale;
}

std::string_view name(Span span) {
    return span_names[static_cast<std::size_t>(span)];
}

Calendar::Calendar(Day first, Day last, std::size_t most) {
    for (const Span span : {Span::day, Span::week, Span::month, Span::quarter, Span::year, Span::decade}) {
        span_ = span;
        starts_ = starts_between(span, first, last, most);
        if (!starts_.empty()) return;
    }
}

std::size_t Calendar::index(Day day) const {
    const auto behind = std::upper_bound(starts_.begin(), starts_.end() - 1, day);
    return behind == starts_.begin() ? 0 : static_cast<std::size_t>(behind - starts_.begin()) - 1;
}

std::string Calendar::label(std::size_t index) const {
    return label_of(span_, starts_[index]);
}

double Calendar::place(std::chrono::local_seconds moment) const {
    const auto whole = std::chrono::local_seconds(starts_.back()) - std::chrono::local_seconds(starts_.front());
    const auto part = moment - std::chrono::local_seconds(starts_.front());
    return static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

std::vector<Tick> date_ticks(const Calendar& calendar, std::size_t most) {
    const local_days first = calendar.start(0);
    const local_days end = calendar.start(calendar.size());
    if (end - first == days(1)) return hour_ticks(first);
    struct Step {
        Span span;
        int count;
    };
    constexpr std::array<Step, 15> steps{{{Span::day, 1},
                                          {Span::day, 2},
                                          {Span::day, 4},
                                          {Span::week, 1},
                                          {Span::week, 2},
                                          {Span::month, 1},
                                          {Span::quarter, 1},
                                          {Span::quarter, 2},
                                          {Span::year, 1},
                                          {Span::year, 2},
                                          {Span::year, 5},
                                          {Span::decade, 1},
                                          {Span::decade, 2},
                                          {Span::decade, 5},
                                          {Span::decade, 10}}};
    for (const auto& [span, count] : steps) {
        std::vector<Tick> ticks;
        local_days day = start_of(span, first);
        const auto is_round = [&, span = span, count = count] {
            return span != Span::year || static_cast<int>(year_month_day(day).year()) % count == 0;
        };
        while (day < first || !is_round()) day = after(span, day);
        for (; day < end && ticks.size() <= most; day = after(span, day, count))
            ticks.push_back({calendar.place(day), label_of(span, day)});
        if (ticks.size() <= most && !ticks.empty()) return ticks;
    }
    return {{0.0, label_of(calendar.span(), first)}};
}

std::string iso_day(local_days day) {
    return core::format_iso8601({std::chrono::local_seconds(day), std::nullopt, false});
}

double median(std::span<const double> ordered) {
    if (ordered.empty()) return 0.0;
    const std::size_t middle = ordered.size() / 2;
    if (ordered.size() % 2 == 1) return ordered[middle];
    const double below = ordered[middle - 1];
    return std::isfinite(below) ? (below + ordered[middle]) / 2.0 : ordered[middle];
}

}  // namespace app::figures
