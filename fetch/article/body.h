#pragma once

#include <string>
#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// The article's own text.
struct ArticleBody {
    HtmlNode container;  ///< the element that holds it; nothing where none does
    std::vector<TextBlock> blocks;
    std::size_t signatures = 0;  ///< so many of the last blocks say who wrote it, and are no text
    std::string rule;

    std::string text() const;  ///< paragraphs, an empty line between them
    std::string html() const;  ///< p, h2 to h4, ul, ol, li, blockquote, a
};

/// Finds the part of the page that holds the article and what in it belongs to it. `title` tells the heading that is
/// not repeated in the body.
ArticleBody read_body(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& title,
                      const std::string& language, HtmlNode container = {});

}  // namespace fetch
