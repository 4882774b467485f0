#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feed {

/// Which elements pass.
enum class AllowList {
    description,  ///< p, ol, ul, li, a: what apps show in a short description
    article,      ///< those and h2 to h4, blockquote, br, em, strong
};

/// HTML made anew from what the allow-list lets through: balanced, without comments, without attributes but an http,
/// https or mailto `href`. Elements that are not on the list lose their tags and keep their text, except those whose
/// content is no text (script, style, svg and the like), which go whole. There are no more references than HTML needs.
std::string sanitize_html(std::string_view html, AllowList allowed);

/// True for an http or https URL without white space: what may stand in a link.
bool is_web_link(std::string_view url);

/// Text as HTML between tags, with as few references as HTML needs: "R&D > 5" stays, "&lt;" and "<b>" are told apart
/// from markup. For feeds, where some apps show references as they are.
std::string text_html(std::string_view text);

/// An a element.
std::string link_html(std::string_view url, std::string_view words);

/// Text as HTML for any place, attributes too: & < > and both quotes as references.
std::string escape_html(std::string_view text);

/// The text that escape_html() was given: its five references as characters; others stay.
std::string unescape_html(std::string_view html);

/// Paragraphs that are divided by empty lines as p elements, a newline after each.
std::string paragraphs_html(std::string_view text);

/// At most `max_bytes` of HTML that sanitize_html() gave: cut at the end of a sentence of `language` where one fits,
/// never inside a character, a reference or a tag; what is open is closed.
std::string truncate_html(std::string_view html, std::size_t max_bytes, const std::string& language);

/// text_html() of as much of the text, cut as core::truncate() does, as gives at most `max_bytes`.
std::string text_html_within(std::string_view text, std::size_t max_bytes, const std::string& language);

}  // namespace feed
