#pragma once

#include "core/html.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace feed {

using core::escape_html;
using core::unescape_html;

/// Text as HTML between tags, with as few references as HTML needs: "R&D > 5" stays, "&lt;" and "<b>" are told apart
/// from markup. For feeds, where some apps show references as they are.
std::string text_html(std::string_view text);

/// An a element.
std::string link_html(std::string_view url, std::string_view words);

/// Paragraphs that are divided by empty lines as p elements, a newline after each.
std::string paragraphs_html(std::string_view text);

/// text_html() of as much of the text, cut as core::truncate() does, as gives at most `max_bytes`.
std::string text_html_within(std::string_view text, std::size_t max_bytes, const std::string& language);

/// Where text goes.
enum class Place {
    run,        ///< text that other text may follow, where a tag between them is dropped
    text,       ///< all there is
    attribute,  ///< a whole value in double quotes
};

/// Appends text that may hold references already: they and its characters, with as few references as can be.
void append_text(std::string& out, std::string_view text, Place place);

/// Length of the character reference at the start of the text ("&amp;", "&#10;", "&#xA;"), 0 where there is none.
std::size_t reference_length(std::string_view text);

}  // namespace feed
