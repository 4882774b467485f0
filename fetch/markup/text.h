#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace fetch {

/// Lower case of the ASCII letters; all else stays.
std::string ascii_lower(std::string_view text);

/// True where there is nothing but ASCII white space; cheap on text of any length.
bool is_blank(std::string_view text);

/// True where `text` holds one of the words.
bool contains_any(std::string_view text, std::initializer_list<std::string_view> words);

/// Text as HTML's text.
std::string escape_html(std::string_view text);

/// Character references resolved in text that is not markup ("&amp;" in JSON-LD).
std::string unescape_html(std::string_view text);

/// unescape_html, tags removed, white space collapsed, clean UTF-8: for what a page puts into attributes and JSON.
std::string plain_text(std::string_view text);

/// For comparing headlines: letters and digits only, lower case, single spaces.
std::string plain_words(std::string_view text);

/// How much two results of plain_words have in common: 1 for the same words, 0 for none.
double likeness(const std::string& a, const std::string& b);

/// Appends a code point; U+FFFD for what is none.
void append_utf8(std::string& out, unsigned code);

}  // namespace fetch
