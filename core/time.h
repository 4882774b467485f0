#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// A moment in UTC, in whole seconds: the only form in which times are kept and compared.
using Instant = std::chrono::sys_seconds;

/// A time as a page writes it: the clock's reading, with its distance from UTC only where the page says so.
struct WrittenTime {
    std::chrono::local_seconds local{};
    std::optional<std::chrono::minutes> offset;  ///< east of UTC is positive; empty: the page names no zone
    bool has_clock = true;                       ///< false: only a day is known, local is its midnight

    bool operator==(const WrittenTime&) const = default;
};

/// True for an IANA zone that ICU's own data knows ("Asia/Ho_Chi_Minh", "UTC"). Never reads the system's tzdata.
bool is_time_zone(std::string_view zone);

/// The zone's distance from UTC at that moment. Throws Error(config) for a zone that is not known.
std::chrono::minutes utc_offset(Instant instant, const std::string& zone);

/// The moment that was written; `zone` serves where the writing names no offset. A clock reading that a change to
/// summer time skips is taken as the moment after the gap, one that occurs twice as the first.
Instant to_instant(const WrittenTime& written, const std::string& zone);

/// The reading of a clock in `zone` at that moment, with its offset.
WrittenTime to_written(Instant instant, const std::string& zone);

/// ISO 8601: "2024-07-08T10:00:11+07:00"; without the offset where none is known, only the day where no clock is.
std::string format_iso8601(const WrittenTime& written);

/// Reads what format_iso8601 writes (also with "Z", a space for "T", no seconds, or fractions, which are dropped).
std::optional<WrittenTime> parse_iso8601(std::string_view text);

/// RFC 2822 section 3.3 with seconds and a numeric zone: "Mon, 08 Jul 2024 10:00:11 +0700".
std::string format_rfc2822(Instant instant, const std::string& zone);

/// A day as people write it in that language (BCP 47), by ICU's long form: "8 tháng 7, 2024", "July 8, 2024".
std::string format_day(Instant instant, const std::string& zone, const std::string& language);

// As headings, beginning as a sentence does in that language.

/// The day with its weekday: "Wednesday, 10 July 2024".
std::string format_full_day(Instant instant, const std::string& zone, const std::string& language);

/// The month that the instant is in: "July 2024", and alone, for what stands under its year: "July".
std::string format_month(Instant instant, const std::string& zone, const std::string& language);
std::string format_month_name(Instant instant, const std::string& zone, const std::string& language);

/// "1:02:03" or "2:03".
std::string format_duration(std::chrono::milliseconds duration);

/// The present moment.
Instant now();

}  // namespace core
