#pragma once

#include "fetch/dates/date_words.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace fetch {

/// The reading of a clock within a text, with its zone.
struct WrittenClock {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::chrono::seconds time{};
    std::optional<std::chrono::minutes> offset;
    std::string place;  ///< IANA zone whose rules give the offset; empty: none
};

/// A clock that begins at this token: "10:05", "10:05:11.25", "10h05", "10 giờ 5", "10.05 Uhr", "10時5分", "3 pm",
/// "오후 3:05".
std::optional<WrittenClock> clock_at(const DateTokens& tokens, std::size_t begin, const DateLanguage& language);

/// True where a number, a date's separator and another number stand: "8/7".
bool starts_numeric_date(const DateTokens& tokens, std::size_t index);

}  // namespace fetch
