#pragma once

#include <string>

#include "fetch/page_parts.h"

namespace fetch {

/// The article's headline, without the site's name; nothing where the page has none.
Fact find_title(const PageParts& page);

/// What the page calls the site: og:site_name, the publisher in JSON-LD, application-name; may be empty.
std::string site_name(const PageParts& page);

}  // namespace fetch
