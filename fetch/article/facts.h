#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/article/page_parts.h"

namespace fetch {

struct Keywords {
    std::vector<std::string> words;
    std::string rule;
};

/// BCP 47 as the page says it; nothing where it does not.
Fact find_language(const PageParts& page);

/// What the page says of its language, unless it says nothing or a template's default and the text tells another.
Fact check_language(Fact said, std::string_view text);

Fact find_section(const PageParts& page);
Keywords find_keywords(const PageParts& page);

/// The article's own URL; else that of the page.
Fact find_canonical_url(const PageParts& page);

}  // namespace fetch
