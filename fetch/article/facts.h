#pragma once

#include <string>
#include <vector>

#include "core/article.h"
#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

struct Authors {
    std::vector<std::string> names;
    std::string rule;
};

struct Keywords {
    std::vector<std::string> words;
    std::string rule;
};

struct ImageFact {
    core::Image image;
    std::string rule;
};

/// Who wrote it, in the order of the page; nothing where it does not say.
Authors find_authors(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body);

/// BCP 47 as the page says it; nothing where it does not.
Fact find_language(const PageParts& page);

/// What the page says of its language, unless it says nothing or a template's default and the text tells another.
Fact check_language(Fact said, std::string_view text);

/// The picture that stands for the article, with its caption and credit where it is shown with them.
ImageFact find_image(const PageParts& page, HtmlNode container);

/// The standfirst, without the agency's mark: as it is shown, else as machines are told it, else the first paragraph.
Fact find_lead(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body);

Fact find_section(const PageParts& page);
Keywords find_keywords(const PageParts& page);

/// The article's own URL; else that of the page.
Fact find_canonical_url(const PageParts& page);

}  // namespace fetch
