#pragma once

#include <string>
#include <string_view>

namespace core {

// The letters, digits and white space of ASCII, whatever the locale is; all other bytes, those of UTF-8 too, are none
// of them. For what protocols and formats say. For people's words see core/text.h.

constexpr bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

/// HTML's white space: space, tab, line feed, form feed, carriage return.
constexpr bool is_ascii_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A to Z in lower case; all else stays.
inline std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = ascii_lower(c);
    return lower;
}

/// Without the bytes of `characters` at both ends.
constexpr std::string_view ascii_trim(std::string_view text, std::string_view characters = " \t\n\f\r") {
    const std::size_t begin = text.find_first_not_of(characters);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(characters) - begin + 1);
}

}  // namespace core
