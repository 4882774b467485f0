#pragma once

#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// The standfirst, without the agency's mark: as it is shown, else as machines are told it, else the first paragraph.
Fact find_lead(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body);

}  // namespace fetch
