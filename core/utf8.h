#pragma once

#include <string>

namespace core {

/// Appends a code point as UTF-8; U+FFFD for what is no character's: 0, surrogates, what is beyond U+10FFFF.
void append_utf8(std::string& out, char32_t code);

}  // namespace core
