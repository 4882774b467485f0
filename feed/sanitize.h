#pragma once

#include "feed/html_text.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace feed {

/// Which elements pass.
enum class AllowList {
    description,  ///< p, ol, ul, li, a: what apps show in a short description
    article,      ///< those and h2 to h4, blockquote: what core::Text::body_html may hold
};

/// HTML made anew from what the allow-list lets through: balanced, without comments, without attributes but an http,
/// https or mailto `href`. Elements that are not on the list lose their tags and keep their text, except those whose
/// content is no text (script, style, svg and the like), which go whole. There are no more references than HTML needs.
std::string sanitize_html(std::string_view html, AllowList allowed);

/// True for an http or https URL without white space: what may stand in a link.
bool is_web_link(std::string_view url);

/// At most `max_bytes` of HTML that sanitize_html() gave: cut at the end of a sentence of `language` where one fits,
/// never inside a character, a reference or a tag; what is open is closed.
std::string truncate_html(std::string_view html, std::size_t max_bytes, const std::string& language);

}  // namespace feed
