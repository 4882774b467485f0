#include "core/edition_times.h"

#include "core/error.h"
#include "core/text.h"

#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/udisplaycontext.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

namespace core {

using namespace std::chrono;

namespace {

/// The first moment at which the zone's clock shows this time or, where it never does, a later one.
Instant first_moment(local_seconds time, const std::string& zone) {
    const Instant taken = to_instant({time, std::nullopt, true}, zone);
    const seconds skipped = to_written(taken, zone).local - time;
    if (skipped <= seconds(0)) return taken;
    // The time is in a gap of the clock, so it was taken as if the clock had gone on: by less than the gap too late.
    const minutes before = utc_offset(taken - skipped, zone);
    Instant last_before = taken - skipped;
    Instant first_behind = taken;
    while (first_behind - last_before > seconds(1)) {
        const Instant middle = last_before + (first_behind - last_before) / 2;
        (utc_offset(middle, zone) == before ? last_before : first_behind) = middle;
    }
    return first_behind;
}

std::string in_utf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

/// What a formatter of ICU's makes of the moment; nothing where there is none.
std::string formatted(std::unique_ptr<icu::DateFormat> format, Instant at, const std::string& zone) {
    if (!format) return {};
    const icu::UnicodeString name = icu::UnicodeString::fromUTF8(zone);
    format->adoptTimeZone(icu::TimeZone::createTimeZone(name));
    icu::UnicodeString text;
    format->format(static_cast<UDate>(at.time_since_epoch().count()) * 1000.0, text);
    return in_utf8(text);
}

icu::Locale locale_of(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    return U_FAILURE(status) ? icu::Locale::getRoot() : locale;
}

std::string weekday_name(Instant at, const std::string& zone, const std::string& language, bool begins) {
    UErrorCode status = U_ZERO_ERROR;
    auto format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString(u"EEEE"), locale_of(language), status);
    if (begins) format->setContext(UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE, status);
    return U_FAILURE(status) ? std::string() : formatted(std::move(format), at, zone);
}

std::string time_of_day(Instant at, const std::string& zone, const std::string& language) {
    std::unique_ptr<icu::DateFormat> format(
        icu::DateFormat::createTimeInstance(icu::DateFormat::kShort, locale_of(language)));
    return formatted(std::move(format), at, zone);
}

}  // namespace

std::vector<Instant> editions_between(std::span<const minutes> at, std::span<const weekday> days,
                                      const std::string& zone, Instant after, Instant until) {
    std::vector<Instant> due;
    const auto day_of = [&](Instant instant) { return floor<std::chrono::days>(to_written(instant, zone).local); };
    // Clocks were put back, and dates left out, by up to a day.
    const local_days last = day_of(until) + std::chrono::days(1);
    for (local_days day = day_of(after) - std::chrono::days(1); day <= last; day += std::chrono::days(1)) {
        if (!days.empty() && std::ranges::find(days, weekday(day)) == days.end()) continue;
        for (const minutes time : at) {
            const Instant moment = first_moment(day + time, zone);
            if (moment > after && moment <= until) due.push_back(moment);
        }
    }
    std::ranges::sort(due);
    due.erase(std::unique(due.begin(), due.end()), due.end());
    return due;
}

std::optional<Instant> latest_edition(std::span<const minutes> at, std::span<const weekday> days,
                                      const std::string& zone, Instant now) {
    // Each day of the week comes once in seven.
    constexpr std::chrono::days back{9};
    const std::vector<Instant> due = editions_between(at, days, zone, now - back, now);
    return due.empty() ? std::nullopt : std::optional(due.back());
}

std::string edition_title(std::string_view pattern, const std::string& show, Instant at, const std::string& zone,
                          const std::string& language) {
    const bool begins = core::trim(pattern).starts_with("{weekday}");
    const std::array<std::pair<std::string_view, std::function<std::string()>>, 4> parts{{
        {"{show}", [&] { return show; }},
        {"{date}", [&] { return format_day(at, zone, language); }},
        {"{weekday}", [&] { return weekday_name(at, zone, language, begins); }},
        {"{time}", [&] { return time_of_day(at, zone, language); }},
    }};
    std::string title;
    while (!pattern.empty()) {
        const auto* const part =
            std::ranges::find_if(parts, [&](const auto& each) { return pattern.starts_with(each.first); });
        if (part == parts.end()) {
            title += pattern.front();
            pattern.remove_prefix(1);
        } else {
            title += part->second();
            pattern.remove_prefix(part->first.size());
        }
    }
    // Some languages set a no-break space in a time.
    return collapse_space(title);
}

}  // namespace core
