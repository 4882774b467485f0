#pragma once

#include "fetch/dates/date_order.h"
#include "fetch/dates/date_words.h"

#include <chrono>
#include <cstddef>
#include <optional>

namespace fetch {

/// Something with a date's form, whether or not the calendar has such a day.
struct FoundDate {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< behind its last token
    std::chrono::year_month_day day{};
    std::optional<NumericDate> numeric;  ///< one that is all numbers, its year last
};

/// A date that begins at this token, in any of the forms that parse_written_date knows.
std::optional<FoundDate> date_at(const DateTokens& tokens, std::size_t begin, const DateLanguage& language,
                                 const DateOrders& orders = {});

}  // namespace fetch
