#pragma once

#include <optional>
#include <string>

#include "core/time.h"
#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"

namespace fetch {

struct TimeFact {
    std::optional<core::WrittenTime> time;
    std::string rule;
};

struct ArticleDates {
    TimeFact published;
    TimeFact modified;
};

/// When the article was published and last changed: what the page tells machines before what it shows, and that before
/// what its URL holds. `language` (BCP 47) decides the order of numeric dates; `canonical` is the article's URL.
ArticleDates find_dates(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& canonical,
                        const std::string& language);

}  // namespace fetch
