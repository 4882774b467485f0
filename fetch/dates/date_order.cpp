#include "fetch/dates/date_order.h"

#include "fetch/dates/date_finder.h"
#include "fetch/dates/written_clock.h"
#include "fetch/dates/written_date.h"

#include <algorithm>

namespace fetch {

using namespace std::chrono;

namespace {

constexpr std::int64_t most_months = 12;

/// What speaks for each order.
struct Evidence {
    bool day_first = false;
    bool month_first = false;

    void add(NumericOrder order) {
        day_first |= order == NumericOrder::day_first;
        month_first |= order == NumericOrder::month_first;
    }
    NumericOrder verdict() const {
        if (day_first == month_first) return NumericOrder::open;
        return day_first ? NumericOrder::day_first : NumericOrder::month_first;
    }
};

/// The order in which it is no future day, where it is one in the other.
NumericOrder order_before(const NumericDate& date, core::Instant present) {
    const auto lies_ahead = [&](NumericOrder order) {
        const year_month_day day = date.day(order);
        return day.ok() && sys_days(day) > present + days(1);
    };
    const bool day_first = lies_ahead(NumericOrder::day_first);
    const bool month_first = lies_ahead(NumericOrder::month_first);
    if (day_first == month_first) return NumericOrder::open;
    return day_first ? NumericOrder::month_first : NumericOrder::day_first;
}

/// The date that decides what a text is, where it may be all numbers.
std::optional<FoundDate> first_date(std::string_view text, const DateLanguage& language) {
    const DateTokens tokens = tokenize_date(text);
    bool may_be = false;
    for (std::size_t index = 0; index < tokens.size() && !may_be; ++index) may_be = starts_numeric_date(tokens, index);
    for (std::size_t index = 0; may_be && index < tokens.size(); ++index)
        if (auto found = date_at(tokens, index, language)) return found;
    return std::nullopt;
}

}  // namespace

NumericOrder NumericDate::evident() const {
    if (first <= most_months && second > most_months) return NumericOrder::month_first;
    if (first > most_months && second <= most_months) return NumericOrder::day_first;
    return NumericOrder::open;
}

year_month_day NumericDate::day(NumericOrder order) const {
    const bool month_first = order == NumericOrder::month_first;
    return {std::chrono::year(static_cast<int>(year)), month(static_cast<unsigned>(month_first ? first : second)),
            std::chrono::day(static_cast<unsigned>(month_first ? second : first))};
}

DateOrders orders_of(std::span<const std::string> texts, std::string_view language_tag,
                     std::optional<core::Instant> present, DateWriter writer) {
    const DateLanguage language(language_tag);
    std::map<DateShape, Evidence> plain;
    std::map<DateShape, Evidence> by_time;
    std::map<DateShape, Evidence> by_clock;
    for (const std::string& text : texts) {
        const auto found = first_date(text, language);
        if (!found || !found->numeric) continue;
        const NumericDate& date = *found->numeric;
        const NumericOrder evident = date.evident();
        if (date.has_american_clock && writer == DateWriter::machine)
            by_clock[date.shape].add(NumericOrder::month_first);
        if (evident == NumericOrder::open && present)
            by_time[date.shape].add(order_before(date, *present));
        else if (found->day.ok() && found->day == date.day(evident))
            plain[date.shape].add(evident);
    }
    DateOrders orders;
    for (const auto& [shape, evidence] : by_clock) orders[shape] = evidence.verdict();
    for (const auto& [shape, evidence] : by_time)
        if (evidence.day_first || evidence.month_first) orders[shape] = evidence.verdict();
    for (const auto& [shape, evidence] : plain)
        if (evidence.day_first || evidence.month_first) orders[shape] = evidence.verdict();
    std::erase_if(orders, [](const auto& order) { return order.second == NumericOrder::open; });
    return orders;
}

}  // namespace fetch
