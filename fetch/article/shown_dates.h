#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// A date that the page shows, and how likely it is the article's own.
struct ShownDate {
    core::WrittenTime time;
    std::string rule;
    double score = 0.0;      ///< above 0: worth believing
    bool of_change = false;  ///< it says "updated"
    bool after_title = false;
};

/// The dates that a reader sees, likeliest first: near the title, marked as a date, labelled as the publication.
std::vector<ShownDate> shown_dates(const PageParts& page, const std::vector<TextBlock>& blocks,
                                   const std::string& language);

/// The day that stands in a URL's path: /2024/07/08/, -20240708, /08-07-2024/, /2024/jul/8/.
std::optional<std::chrono::year_month_day> day_in_url(std::string_view url);

/// A page's machine-readable time, its common misspellings mended; empty where it is none or no date of an article.
std::optional<core::WrittenTime> read_time(std::string_view text, const std::string& language);

}  // namespace fetch
