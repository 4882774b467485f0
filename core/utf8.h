#pragma once

#include <string>
#include <string_view>

namespace core {

/// Appends a code point as UTF-8; U+FFFD for what is no character's: 0, surrogates, what is beyond U+10FFFF.
void append_utf8(std::string& out, char32_t code);

/// The code points of UTF-8; U+FFFD for each sequence that is none.
std::u32string code_points(std::string_view text);

}  // namespace core
