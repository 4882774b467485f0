#pragma once

#include <string>
#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

struct Authors {
    std::vector<std::string> names;
    std::string rule;
};

/// Who wrote it, in the order of the page; nothing where it does not say.
Authors find_authors(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body);

}  // namespace fetch
