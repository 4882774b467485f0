#pragma once

#include <string>

#include "core/article.h"
#include "fetch/article/page_parts.h"

namespace fetch {

struct ImageFact {
    core::Image image;
    std::string rule;
};

/// The picture that stands for the article, with its caption and credit where it is shown with them.
ImageFact find_image(const PageParts& page, HtmlNode container);

}  // namespace fetch
