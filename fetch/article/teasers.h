#pragma once

#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Which of the blocks are the first lines of another article: they stand with its headline, a link within the site, in
/// a small box of their own. In the order of `blocks`.
std::vector<bool> find_teasers(const PageParts& page, const std::vector<TextBlock>& blocks);

}  // namespace fetch
