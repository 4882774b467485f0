#include "core/columns.h"

#include "core/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <sstream>
#include <utility>

namespace core {

namespace {

constexpr UChar32 picture_selector = 0xFE0F;

/// Hangul's vowels and final consonants join the syllable before them.
bool joins_a_syllable(UChar32 character) {
    const int type = u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE);
    return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

std::size_t width_of(UChar32 character) {
    constexpr UChar32 soft_hyphen = 0xAD;
    if (character < 0 || character == soft_hyphen) return 1;
    switch (u_charType(character)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
        case U_CONTROL_CHAR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return 0;
        default:
            break;
    }
    if (joins_a_syllable(character)) return 0;
    const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// The end of as much of the text as fits, between characters as readers see them.
std::size_t end_within(std::string_view text, std::size_t columns) {
    std::size_t begin = 0;
    for (const std::size_t end : character_ends(text)) {
        const std::size_t width = columns_of(text.substr(begin, end - begin));
        if (width > columns) break;
        columns -= width;
        begin = end;
    }
    return begin;
}

}  // namespace

std::string one_line(std::string_view text) {
    const std::string clean = clean_utf8(text);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(clean.data());
    const auto size = static_cast<std::int32_t>(clean.size());
    std::string line;
    line.reserve(clean.size());
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t start = at;
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        if (character >= 0 && u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL)) continue;
        line.append(clean, static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
    }
    return collapse_space(line);
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    std::size_t last = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        // Behind a narrow character it asks for that one's picture, which is wide.
        const bool widens = character == picture_selector && last == 1;
        last = widens ? 1 : width_of(character);
        columns += last;
    }
    return columns;
}

std::string fitted(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    return std::string(trim(text.substr(0, end_within(text, columns - 1)))) + "…";
}

std::vector<std::string> folded(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    std::istringstream words(one_line(text));
    for (std::string word; words >> word;) {
        if (!line.empty() && columns_of(line) + 1 + columns_of(word) > columns)
            lines.push_back(std::exchange(line, {}));
        if (!line.empty()) line += ' ';
        while (columns_of(word) > columns) {
            const std::size_t end = end_within(word, columns);
            if (end == 0) break;  // a character that is wider than all the room
            lines.push_back(word.substr(0, end));
            word.erase(0, end);
        }
        line += word;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t present = columns_of(text);
    return std::string(text) + std::string(present < columns ? columns - present : 0, ' ');
}

}  // namespace core
