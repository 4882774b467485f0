#pragma once

#include "fetch/dates/date_words.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace fetch {

/// How an all-numeric date with its year at the end is written.
struct DateShape {
    std::string sign;  ///< between its numbers
    bool full_year = false;

    auto operator<=>(const DateShape&) const = default;
};

/// Such a date, before it is decided which number is the month.
struct NumericDate {
    DateShape shape;
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::int64_t year = 0;  ///< Gregorian
    /// Its clock is the one that .NET writes in American English: "10/5/2026 3:42:00 PM", nothing filled up.
    bool has_american_clock = false;

    /// What its numbers say by themselves; open where both can be the month, or none.
    NumericOrder evident() const;
    /// The day that it is in this order, which the calendar need not have.
    std::chrono::year_month_day day(NumericOrder order) const;
};

/// Who wrote the dates of a document: its readers' language, or a program that may know none but English.
enum class DateWriter { person, machine };

/// In which order day and month stand in the dates of one document, by their shape. A shape that is not here is read as
/// the language has it.
using DateOrders = std::map<DateShape, NumericOrder>;

}  // namespace fetch
