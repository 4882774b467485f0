#pragma once

#include <string>

#include "fetch/article/page_parts.h"

namespace fetch {

struct TitleFact {
    Fact fact;
    HtmlNode place;  ///< the heading that shows it; nothing where none does
};

/// The article's headline, without the site's name; nothing where the page has none.
TitleFact find_title(const PageParts& page);

}  // namespace fetch
