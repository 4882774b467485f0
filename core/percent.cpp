#include "core/percent.h"

#include "core/ascii.h"
#include "core/hex.h"

namespace core {

bool is_unreserved(char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_percent(std::string& out, char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    out += {'%', digits[value >> 4], digits[value & 15]};
}

std::optional<char> percent_at(std::string_view text, std::size_t position) {
    if (position + 2 >= text.size() || text[position] != '%') return std::nullopt;
    const int high = hex_value(text[position + 1]);
    const int low = hex_value(text[position + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

std::string percent_encode(std::string_view segment) {
    std::string encoded;
    for (const char c : segment) {
        if (is_unreserved(c))
            encoded += c;
        else
            append_percent(encoded, c);
    }
    return encoded;
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> byte = percent_at(text, i);
        decoded += byte.value_or(text[i]);
        if (byte) i += 2;
    }
    return decoded;
}

}  // namespace core
