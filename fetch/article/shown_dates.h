#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"
#include "fetch/dates/written_date.h"

namespace fetch {

/// A date that the page shows, and how likely it is the article's own.
struct ShownDate {
    core::WrittenTime time;
    std::string rule;
    double score = 0.0;      ///< above 0: worth believing
    bool of_change = false;  ///< it says "updated"
    bool says_published = false;
    bool after_title = false;
    bool beside_title = false;  ///< near it, as a line of its own
};

/// The dates that a reader sees, likeliest first: near the title, marked as a date, labelled as the publication; rather
/// not in a page's head, where today's date stands as often, in a sentence, a quotation, a caption or a profile.
std::vector<ShownDate> shown_dates(const PageParts& page, const std::vector<TextBlock>& blocks,
                                   const std::string& language);

/// A page's machine-readable time, its common misspellings mended; empty where it is none or no date of an article.
std::optional<core::WrittenTime> read_time(std::string_view text, const std::string& language,
                                           const DateOrders& orders = {});

}  // namespace fetch
