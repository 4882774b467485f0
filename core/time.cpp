#include "core/time.h"

#include "core/error.h"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <unicode/basictz.h>
#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/udisplaycontext.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <utility>

namespace core {

using namespace std::chrono;

namespace {

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::unique_ptr<icu::TimeZone> find_zone(std::string_view name) {
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(to_icu(name)));
    if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
    return zone;
}

std::unique_ptr<icu::TimeZone> require_zone(const std::string& name) {
    auto zone = find_zone(name);
    if (!zone) throw Error(ErrorKind::config, "unknown time zone '" + name + "'");
    return zone;
}

UDate to_udate(seconds since_epoch) {
    return static_cast<UDate>(since_epoch.count()) * 1000.0;
}

struct Fields {
    year_month_day day;
    hh_mm_ss<seconds> clock;
};

Fields fields_of(local_seconds local) {
    const auto day = floor<days>(local);
    return {year_month_day(day), hh_mm_ss<seconds>(local - day)};
}

std::string format_offset(minutes offset, std::string_view colon) {
    const auto magnitude = abs(offset).count();
    return fmt::format("{}{:02}{}{:02}", offset < minutes(0) ? '-' : '+', magnitude / 60, colon, magnitude % 60);
}

std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
    if (position + count > text.size()) return std::nullopt;
    int value = 0;
    for (const char digit : text.substr(position, count)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

}  // namespace

bool is_time_zone(std::string_view zone) {
    // ICU makes up zones of the form GMT+7 and takes three-letter names; the show's zone is to be a place or UTC.
    return find_zone(zone) != nullptr && (zone == "UTC" || zone.find('/') != std::string_view::npos);
}

minutes utc_offset(Instant instant, const std::string& zone) {
    const auto found = require_zone(zone);
    int32_t raw = 0;
    int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    found->getOffset(to_udate(instant.time_since_epoch()), false, raw, saving, status);
    return floor<minutes>(milliseconds(raw + saving));
}

Instant to_instant(const WrittenTime& written, const std::string& zone) {
    if (written.offset) return Instant(written.local.time_since_epoch() - *written.offset);
    const auto found = require_zone(zone);
    const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(found.get());
    int32_t raw = 0;
    int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    const UDate local = to_udate(written.local.time_since_epoch());
    if (rules != nullptr)
        rules->getOffsetFromLocal(local, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving, status);
    else
        found->getOffset(local, true, raw, saving, status);
    return Instant(written.local.time_since_epoch() - floor<seconds>(milliseconds(raw + saving)));
}

WrittenTime to_written(Instant instant, const std::string& zone) {
    const minutes offset = utc_offset(instant, zone);
    return {local_seconds(instant.time_since_epoch() + offset), offset, true};
}

std::string format_iso8601(const WrittenTime& written) {
    const Fields fields = fields_of(written.local);
    std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(fields.day.year()),
                                   static_cast<unsigned>(fields.day.month()), static_cast<unsigned>(fields.day.day()));
    if (!written.has_clock) return text;
    text += fmt::format("T{:02}:{:02}:{:02}", fields.clock.hours().count(), fields.clock.minutes().count(),
                        fields.clock.seconds().count());
    if (written.offset) text += format_offset(*written.offset, ":");
    return text;
}

std::optional<WrittenTime> parse_iso8601(std::string_view text) {
    const auto year_number = digits(text, 0, 4);
    const auto month_number = digits(text, 5, 2);
    const auto day_number = digits(text, 8, 2);
    if (!year_number || !month_number || !day_number || text[4] != '-' || text[7] != '-') return std::nullopt;
    const year_month_day date{year(*year_number), month(static_cast<unsigned>(*month_number)),
                              day(static_cast<unsigned>(*day_number))};
    if (!date.ok()) return std::nullopt;
    WrittenTime written{local_days(date), std::nullopt, false};
    if (text.size() == 10) return written;

    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    if (!hour || !minute || text[13] != ':' || *hour > 24 || *minute > 59) return std::nullopt;
    std::size_t position = 16;
    int second = 0;
    if (position < text.size() && text[position] == ':') {
        const auto written_second = digits(text, position + 1, 2);
        if (!written_second || *written_second > 60) return std::nullopt;
        second = *written_second;
        position += 3;
        if (position < text.size() && (text[position] == '.' || text[position] == ',')) {
            ++position;
            while (position < text.size() && text[position] >= '0' && text[position] <= '9') ++position;
        }
    }
    written.has_clock = true;
    written.local += hours(*hour) + minutes(*minute) + seconds(second);
    if (position < text.size() && text[position] == ' ') ++position;
    if (position == text.size()) return written;

    if (text.substr(position) == "Z" || text.substr(position) == "z") {
        written.offset = minutes(0);
        return written;
    }
    const char sign = text[position];
    const auto offset_hours = digits(text, position + 1, 2);
    if ((sign != '+' && sign != '-') || !offset_hours || *offset_hours > 15) return std::nullopt;
    position += 3;
    if (position < text.size() && text[position] == ':') ++position;
    const auto offset_minutes = position == text.size() ? std::optional<int>(0) : digits(text, position, 2);
    if (!offset_minutes || *offset_minutes > 59 || (position != text.size() && position + 2 != text.size()))
        return std::nullopt;
    const minutes offset = hours(*offset_hours) + minutes(*offset_minutes);
    written.offset = sign == '-' ? -offset : offset;
    return written;
}

std::string format_rfc2822(Instant instant, const std::string& zone) {
    constexpr const char* day_names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const WrittenTime written = to_written(instant, zone);
    const Fields fields = fields_of(written.local);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} {}", day_names[weekday(floor<days>(written.local)).c_encoding()],
        static_cast<unsigned>(fields.day.day()), month_names[static_cast<unsigned>(fields.day.month()) - 1],
        static_cast<int>(fields.day.year()), fields.clock.hours().count(), fields.clock.minutes().count(),
        fields.clock.seconds().count(), format_offset(*written.offset, ""));
}

namespace {

enum class DayForm { day, full_day, month, month_name };

std::unique_ptr<icu::DateFormat> make_format(DayForm form, const std::string& zone, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    if (U_FAILURE(status)) locale = icu::Locale::getRoot();
    status = U_ZERO_ERROR;
    std::unique_ptr<icu::DateFormat> format;
    if (form == DayForm::day || form == DayForm::full_day) {
        const auto style = form == DayForm::day ? icu::DateFormat::kLong : icu::DateFormat::kFull;
        format.reset(icu::DateFormat::createDateInstance(style, locale));
    } else {
        const char* skeleton = form == DayForm::month ? "yMMMM" : "LLLL";
        format.reset(icu::DateFormat::createInstanceForSkeleton(skeleton, locale, status));
    }
    std::unique_ptr<icu::TimeZone> clock = require_zone(zone);
    if (format && U_SUCCESS(status)) {
        format->adoptTimeZone(clock.release());
        // Headings begin as sentences do; where ICU cannot tell how, as they are.
        UErrorCode ignored = U_ZERO_ERROR;
        if (form != DayForm::day) format->setContext(UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE, ignored);
    }
    return U_SUCCESS(status) ? std::move(format) : nullptr;
}

std::string format_as(DayForm form, Instant instant, const std::string& zone, const std::string& language) {
    // To make a formatter costs a hundred times what it costs to use one, and an index asks for thousands of days.
    struct Made {
        std::string wanted;
        std::unique_ptr<icu::DateFormat> format;
    };
    thread_local std::array<Made, 4> all;
    Made& made = all.at(static_cast<std::size_t>(form));
    if (std::string wanted = zone + '\n' + language; made.wanted != wanted) {
        made.format = make_format(form, zone, language);
        made.wanted = std::move(wanted);
    }
    if (!made.format) {
        const bool is_day = form == DayForm::day || form == DayForm::full_day;
        return format_iso8601(to_written(instant, zone)).substr(0, is_day ? 10 : 7);
    }
    icu::UnicodeString text;
    made.format->format(to_udate(instant.time_since_epoch()), text);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

}  // namespace

std::string format_day(Instant instant, const std::string& zone, const std::string& language) {
    return format_as(DayForm::day, instant, zone, language);
}

std::string format_full_day(Instant instant, const std::string& zone, const std::string& language) {
    return format_as(DayForm::full_day, instant, zone, language);
}

std::string format_month(Instant instant, const std::string& zone, const std::string& language) {
    return format_as(DayForm::month, instant, zone, language);
}

std::string format_month_name(Instant instant, const std::string& zone, const std::string& language) {
    return format_as(DayForm::month_name, instant, zone, language);
}

std::string format_duration(milliseconds duration) {
    const hh_mm_ss<seconds> clock(round<seconds>(duration));
    if (clock.hours().count() > 0)
        return fmt::format("{}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    return fmt::format("{}:{:02}", clock.minutes().count(), clock.seconds().count());
}

Instant now() {
    return floor<seconds>(system_clock::now());
}

}  // namespace core
