#pragma once

#include <string>
#include <string_view>

namespace core {

/// What people call the letters that this one is of: its script by Unicode's English name ("Thai", "Han"), "emoji", or
/// "symbols" for other characters that belong to no script; "unassigned characters" for what Unicode leaves without a
/// meaning.
std::string script_name(char32_t character);

/// Whether the text, which is valid UTF-8, is of Latin, Greek and Cyrillic letters and what stands between them
/// (digits, punctuation, currencies) only: what every font for people has, and letters stand in it one beside the
/// other.
bool is_latin_greek_or_cyrillic(std::string_view text);

}  // namespace core
