#pragma once

#include "core/ascii.h"
#include "core/html.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace fetch {

using core::ascii_lower;
using core::unescape_html;

/// True where there is nothing but ASCII white space; cheap on text of any length.
bool is_blank(std::string_view text);

/// True where `text` holds one of the words.
bool contains_any(std::string_view text, std::initializer_list<std::string_view> words);

/// core::escape_html() with apostrophes as they are: articles' texts are known by the hash of their HTML.
std::string escape_html(std::string_view text);

/// unescape_html, tags removed, white space collapsed, clean UTF-8: for what a page puts into attributes and JSON.
std::string plain_text(std::string_view text);

/// The text composed (NFC), but for words that may be URLs or names of files: with a slash or an ending, and lines that
/// begin as a URL.
std::string composed_words(std::string_view text);

/// For comparing headlines: letters and digits only, lower case, single spaces.
std::string plain_words(std::string_view text);

/// How much two results of plain_words have in common: 1 for the same words, 0 for none.
double likeness(const std::string& a, const std::string& b);

}  // namespace fetch
