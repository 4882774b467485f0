#include "fetch/dates/written_date.h"

#include "fetch/dates/date_finder.h"
#include "fetch/dates/date_words.h"
#include "fetch/dates/written_clock.h"

#include <algorithm>

namespace fetch {

using namespace std::chrono;

namespace {

/// How many tokens may stand between a date and its clock.
constexpr std::size_t clock_window = 7;

const DateToken& token_at(const DateTokens& tokens, std::size_t index) {
    static const DateToken none;
    return index < tokens.size() ? tokens[index] : none;
}

/// 100011 as a clock's reading.
std::optional<seconds> compact_clock(std::int64_t number) {
    const auto hour = number / 10'000;
    const auto minute = number / 100 % 100;
    const auto second = number % 100;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return hours(hour) + minutes(minute) + seconds(std::min<std::int64_t>(second, 59));
}

/// The clock nearest to the date, after it or before it, but not beyond another date.
std::optional<WrittenClock> clock_near(const DateTokens& tokens, const FoundDate& date, const DateLanguage& language) {
    // "Jul 8 10:00:11 2024" holds its clock inside.
    for (std::size_t index = date.begin + 1; index < date.end; ++index)
        if (token_at(tokens, index + 1).is_sign(':'))
            if (auto clock = clock_at(tokens, index, language); clock && clock->end <= date.end) return clock;

    std::optional<WrittenClock> after;
    for (std::size_t index = date.end; index < tokens.size() && index < date.end + clock_window && !after; ++index) {
        if (date_at(tokens, index, language)) break;
        after = clock_at(tokens, index, language);
    }
    std::optional<WrittenClock> before;
    for (std::size_t index = date.begin; index-- > 0 && index + clock_window >= date.begin;) {
        const auto clock = clock_at(tokens, index, language);
        if (!clock || clock->end > date.begin) continue;
        before = clock;
        // A longer reading may begin earlier: "10:05:11" found at ":05:11" would be wrong, and "PM 3:05" begins with a
        // word.
        for (std::size_t back = 1; back <= 4 && back <= index; ++back)
            if (const auto longer = clock_at(tokens, index - back, language); longer && longer->end == clock->end)
                before = longer;
        break;
    }
    if (!after || !before) return after ? after : before;
    return after->begin - date.end <= date.begin - before->end ? after : before;
}

/// "/Date(1720407611000)/", "/Date(1720407611000+0700)/": how .NET puts a time into JSON. The zone moves the clock, not
/// the moment.
std::optional<core::WrittenTime> dotnet_time(std::string_view text) {
    const std::size_t open = text.find("/Date(");
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t start = open + 6;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", start), text.size());
    if (end - start < 10 || end - start > 14) return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : text.substr(start, end - start)) value = value * 10 + (digit - '0');
    minutes offset{0};
    const std::string_view zone = text.substr(end, 5);
    if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') &&
        zone.find_first_not_of("0123456789", 1) == std::string_view::npos) {
        offset = hours((zone[1] - '0') * 10 + zone[2] - '0') + minutes((zone[3] - '0') * 10 + zone[4] - '0');
        if (offset > hours(14)) return std::nullopt;
        if (zone[0] == '-') offset = -offset;
    }
    return core::WrittenTime{local_seconds(seconds(value / 1000)) + offset, offset, true};
}

/// Seconds or milliseconds since 1970, where the text is nothing else.
std::optional<core::WrittenTime> unix_time(const DateTokens& tokens) {
    if (tokens.empty() || tokens.size() > 3 || tokens[0].kind != DateToken::Kind::number) return std::nullopt;
    if (tokens.size() > 1 &&
        !(tokens.size() == 3 && tokens[1].is_sign('.') && tokens[2].kind == DateToken::Kind::number))
        return std::nullopt;
    std::int64_t value = tokens[0].value;
    if (tokens[0].digits == 13)
        value /= 1000;
    else if (tokens[0].digits != 10)
        return std::nullopt;
    return core::WrittenTime{local_seconds(seconds(value)), minutes(0), true};
}

}  // namespace

std::optional<core::WrittenTime> parse_written_date(std::string_view text, std::string_view language_tag,
                                                    const DateOrders& orders) {
    if (const auto machine = dotnet_time(text)) return machine;
    const DateTokens tokens = tokenize_date(text);
    if (const auto machine = unix_time(tokens)) return machine;
    // Most texts that are asked about hold no date; those need not cost the names of all months.
    const auto numbers = std::count_if(tokens.begin(), tokens.end(),
                                       [](const DateToken& token) { return token.kind == DateToken::Kind::number; });
    const bool is_compact =
        std::any_of(tokens.begin(), tokens.end(), [](const DateToken& token) { return token.is_number(8, 14); });
    if (numbers < 2 && !is_compact) return std::nullopt;
    const DateLanguage language(language_tag);
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const auto date = date_at(tokens, index, language, orders);
        if (!date) continue;
        // The first thing that looks like a date decides, even when there is no such day: guessing on would hide an
        // error.
        if (!date->day.ok()) return std::nullopt;
        core::WrittenTime written{local_days(date->day), std::nullopt, false};
        std::optional<WrittenClock> clock;
        if (tokens[index].digits == 14) {
            clock = WrittenClock{};
            const auto time = compact_clock(tokens[index].value % 1'000'000);
            if (!time) return std::nullopt;
            clock->time = *time;
        } else if (token_at(tokens, date->end).is_word("t") && (token_at(tokens, date->end + 1).is_number(6, 6) ||
                                                                token_at(tokens, date->end + 1).is_number(4, 4))) {
            // The compact form is the extended one without signs; its zone reads alike.
            DateTokens spread(tokens.begin() + static_cast<std::ptrdiff_t>(date->end + 1), tokens.end());
            if (spread[0].digits == 4) spread[0].value *= 100;
            const auto time = compact_clock(spread[0].value);
            if (!time) return written;
            DateToken colon;
            colon.text = ":";
            const auto part = [](std::int64_t value) {
                DateToken token;
                token.kind = DateToken::Kind::number;
                token.value = value;
                token.digits = 2;
                return token;
            };
            const std::int64_t digits = spread[0].value;
            spread.erase(spread.begin());
            spread.insert(spread.begin(),
                          {part(digits / 10'000), colon, part(digits / 100 % 100), colon, part(digits % 100)});
            clock = clock_at(spread, 0, language);
        } else {
            clock = clock_near(tokens, *date, language);
        }
        if (!clock) return written;
        // America's order, which English that names no country has between slashes, is no habit of the east.
        if (date->numeric && date->numeric->evident() == NumericOrder::open && clock->place.empty() &&
            clock->offset.value_or(minutes(0)) > minutes(0) && language.numeric_order() == NumericOrder::open &&
            !orders.contains(date->numeric->shape))
            written.local = local_days(date->numeric->day(NumericOrder::day_first));
        written.has_clock = true;
        written.local += clock->time;
        written.offset = clock->offset;
        if (!clock->place.empty())
            written.offset = duration_cast<minutes>(
                written.local.time_since_epoch() -
                core::to_instant({written.local, std::nullopt, true}, clock->place).time_since_epoch());
        return written;
    }
    return std::nullopt;
}

}  // namespace fetch
