#include "core/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace core {

std::string script_name(char32_t character) {
    const auto code = static_cast<UChar32>(character);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    if (U_FAILURE(status) != 0 || script == USCRIPT_UNKNOWN) return "unassigned characters";
    if (u_hasBinaryProperty(code, UCHAR_EMOJI) != 0) return "emoji";
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return "symbols";
    std::string name = uscript_getName(script);
    std::ranges::replace(name, '_', ' ');
    return name;
}

bool is_latin_greek_or_cyrillic(std::string_view text) {
    constexpr UChar32 first_sign = 0x2190;  // arrows, technical and other signs, then East Asian punctuation
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t offset = 0; offset < size;) {
        UChar32 code = 0;
        U8_NEXT(bytes, offset, size, code);
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(code, &status);
        const bool is_letter = script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
        const bool is_between = (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) && code < first_sign;
        if (U_FAILURE(status) != 0 || (!is_letter && !is_between)) return false;
    }
    return true;
}

}  // namespace core
