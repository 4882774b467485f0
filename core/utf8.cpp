#include "core/utf8.h"

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>

namespace core {

void append_utf8(std::string& out, char32_t code) {
    if (code == 0 || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) code = 0xFFFD;
    uint8_t bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, code);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::u32string code_points(std::string_view text) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
        UChar32 code = 0;
        U8_NEXT_OR_FFFD(bytes, at, text.size(), code);
        all += static_cast<char32_t>(code);
    }
    return all;
}

}  // namespace core
