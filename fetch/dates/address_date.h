#pragma once

#include "core/time.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace fetch {

/// The day that stands in a URL's path: /2024/07/08/, -20240708, /08-07-2024/, /2024/jul/8/.
std::optional<std::chrono::year_month_day> day_in_url(std::string_view url);

/// The time in the number by which many systems name an article, made when it was written down first and so not later
/// than it was published: 20240708101116123 and the like, also with a month below ten in one digit. No zone.
std::optional<core::WrittenTime> time_in_number(std::string_view url);

}  // namespace fetch
