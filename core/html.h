#pragma once

#include <string>
#include <string_view>

namespace core {

enum class Apostrophe { reference, kept };

/// Text as HTML between tags and in attributes in double quotes: & < > and " as references, and ' as "&#39;" unless it
/// is kept.
std::string escape_html(std::string_view text, Apostrophe apostrophe = Apostrophe::reference);

/// The characters that references stand for, once: numbers, and the names that newspapers use. What is no reference of
/// these stays. The result is text, not HTML.
std::string unescape_html(std::string_view text);

}  // namespace core
