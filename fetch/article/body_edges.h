#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fetch/article/blocks.h"

namespace fetch {

/// Drops what stands before the text and is none: the date, the authors, the section. Below a lead may stand the date
/// only.
void trim_head(std::vector<TextBlock>& blocks, const std::string& language);

/// Cuts at a line after which other articles or readers follow, unless much of the text would go with it, and drops
/// what announces something that is not there.
void trim_tail(std::vector<TextBlock>& blocks);

/// How many blocks at the end sign the text: "NGUYỄN VĂN A", "Bài, ảnh: Thu Hà", "(Reporting by ...)".
std::size_t count_signatures(const std::vector<TextBlock>& blocks);

}  // namespace fetch
