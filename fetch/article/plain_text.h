#pragma once

#include "core/article.h"

#include <string_view>

namespace fetch {

/// Reads the plain-text form that newspapers' archives give: title, a line with the date, the recording's URL alone on
/// a line, lead (after an agency mark like "ĐTO - "), captions, paragraphs, the author at the end, page furniture.
/// `text` is clean UTF-8; `base_url` (may be empty) resolves relative links.
core::Article read_text_article(std::string_view text, std::string_view base_url);

}  // namespace fetch
