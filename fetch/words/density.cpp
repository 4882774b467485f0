#include "fetch/words/density.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "core/text.h"

namespace fetch {
namespace {

/// Of a script that leaves out vowels or spaces or writes syllables: none of Europe's.
bool is_dense(UChar32 character) {
    if (character < 0x0590 || !u_isalpha(character)) return false;
    const bool is_european = (character >= 0x1C80 && character < 0x2E00) ||
                             (character >= 0xA640 && character < 0xA800) ||
                             (character >= 0xFB00 && character < 0xFB1D) || (character >= 0xFF21 && character < 0xFF5B);
    return !is_european;
}

}  // namespace

double density_of(std::string_view text) {
    constexpr std::size_t enough = 900;  // bytes: what is longer goes on as it begins
    constexpr double latin_word = 6.0;
    constexpr double most = 4.0;
    // No byte that begins a character from U+0580 on.
    if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xD6; })) return 1.0;
    if (text.size() > enough) {
        std::size_t end = enough;
        while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        text = text.substr(0, end);
    }
    std::size_t all = 0;
    std::size_t dense = 0;
    const auto size = static_cast<int64_t>(text.size());
    for (int64_t position = 0; position < size;) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), position, size, character);
        if (character == ' ') continue;
        ++all;
        if (is_dense(character)) ++dense;
    }
    if (all == 0 || dense * 3 < all) return 1.0;
    const double density = latin_word * static_cast<double>(core::word_count(text)) / static_cast<double>(all);
    return std::clamp(density, 1.0, most);
}

}  // namespace fetch
