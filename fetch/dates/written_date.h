#pragma once

#include "core/time.h"

#include <optional>
#include <string_view>

namespace fetch {

/// A time as people and machines write it: ISO 8601, RFC 2822 (and its common misspellings), "08/07/2024 10:00:11",
/// "Thứ hai, 08/07/2024, 10:00 (GMT+7)", "July 8, 2024 at 10:00 AM EST", "8. Juli 2024", "2024年7月8日", Unix seconds.
/// The order of an all-numeric date follows the language (BCP 47; day first unless it is known to be otherwise), never
/// what happens to fit: a reading that the order forbids is no date ("13/13/2024", "31/02/2024" are empty), and no day
/// and month are ever swapped to save one. English that names no country ("en", "en-CA") is the one exception: it is
/// written in both orders, so a number above 12 decides there, and between two small ones slashes mean the month first,
/// dots and hyphens the day. Words around the date ("Cập nhật ngày:", "Published") are passed over; the first thing
/// that looks like a date decides, and its clock is the nearest one beside it. A day without a year is no date. Names
/// of months are known in ninety languages, whatever `language` says. Only the first 600 characters are read.
std::optional<core::WrittenTime> parse_written_date(std::string_view text, std::string_view language);

}  // namespace fetch
