#pragma once

#include "core/time.h"
#include "fetch/dates/address_date.h"
#include "fetch/dates/date_order.h"
#include "fetch/dates/date_words.h"
#include "fetch/dates/reader_time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fetch {

/// In which order the all-numeric dates among these texts of one document have day and month, each shape for itself:
/// where one of them has a number above twelve and none says otherwise, all are read so. Where none has, and one would
/// lie more than a day after `present` in one order and not in the other, the other is meant; where a machine wrote
/// them, "3:42:00 PM" behind one that fills nothing up is American. Where that leaves doubt the language decides, for
/// each alone.
DateOrders orders_of(std::span<const std::string> texts, std::string_view language,
                     std::optional<core::Instant> present = std::nullopt, DateWriter writer = DateWriter::person);

/// A time as people and machines write it: ISO 8601, RFC 2822 (and its common misspellings), "08/07/2024 10:00:11",
/// "Thứ hai, 08/07/2024, 10:00 (GMT+7)", "July 8, 2024 at 10:00 AM EST", "8. Juli 2024", "2024年7月8日", Unix seconds,
/// "/Date(1720407611000+0700)/". The order of an all-numeric date is that of `orders`, else the language's (BCP 47; day
/// first unless it is known to be otherwise; English that names no country is written both ways: slashes mean the month
/// first, dots and hyphens the day, and so does a clock of a zone east of London). A number above twelve is no month,
/// so "11/20/2026" is the 20th of November in every language, and "11/20/26" too, between slashes. No further reading
/// is tried: "13/13/2024", "31/02/2024" and "02/31/2024" are no dates. Words around the date ("Cập nhật ngày:",
/// "Published") are passed over; the first thing that looks like a date decides, and its clock is the nearest one
/// beside it. A day without a year is no date. Names of months are known in ninety languages, whatever `language` says.
/// Only the first 600 characters are read.
std::optional<core::WrittenTime> parse_written_date(std::string_view text, std::string_view language,
                                                    const DateOrders& orders = {});

}  // namespace fetch
