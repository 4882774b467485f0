#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// A piece of a text that may hold a date. Words are folded: lower case, without Latin, Greek and Cyrillic marks.
struct DateToken {
    enum class Kind { number, word, sign };
    Kind kind = Kind::sign;
    std::string text;        ///< the word, or the sign
    std::int64_t value = 0;  ///< of a number, in decimal digits of any script or in Han numerals
    std::size_t digits = 0;  ///< how many stood there
    bool space_before = false;
    bool upper = false;  ///< a word that was written in capitals

    bool is_word(std::string_view expected) const { return kind == Kind::word && text == expected; }
    bool is_sign(char expected) const { return kind == Kind::sign && text.size() == 1 && text[0] == expected; }
    bool is_number(std::size_t least_digits, std::size_t most_digits) const {
        return kind == Kind::number && digits >= least_digits && digits <= most_digits;
    }
};

using DateTokens = std::vector<DateToken>;

/// Han characters are words of one character; abbreviations with dots inside ("a.m.", "ก.ค.") are one word without
/// them.
DateTokens tokenize_date(std::string_view text);

}  // namespace fetch
