#pragma once

#include <string>
#include <vector>

#include "fetch/article/page_parts.h"

namespace fetch {

/// A heading's words without what stands in it and is no headline: a back arrow, a live badge, the section above it.
/// `said` is what the page tells machines of its title: what it has there too stays.
std::string heading_text(const PageParts& page, HtmlNode heading, const std::vector<Fact>& said);

/// How much a heading's words (plain_words) are those of a title that machines are told: 1 where the one is the
/// other's beginning, as titles are cut.
double heading_likeness(const std::string& heading, const std::string& said);

}  // namespace fetch
