#pragma once

#include "core/time.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The moments in (`after`, `until`] at which an edition is due: at each of the times of day (since midnight) of each
/// of the days of the week, all of them where `days` is empty, by the zone's clock. Ascending, none twice. A time that
/// a change to summer time skips is the first moment after the gap, one that occurs twice the first. Throws
/// Error(config) for a zone that is not known.
std::vector<Instant> editions_between(std::span<const std::chrono::minutes> at,
                                      std::span<const std::chrono::weekday> days, const std::string& zone,
                                      Instant after, Instant until);

/// The latest moment not after `now` at which an edition is due; none where there are no times. The first edition of a
/// bulletin that was just added may so be one whose time had passed before.
std::optional<Instant> latest_edition(std::span<const std::chrono::minutes> at,
                                      std::span<const std::chrono::weekday> days, const std::string& zone, Instant now);

/// A bulletin's title at that moment by the zone's clock: in the place of {show} stands the show's title, of {date} the
/// day as format_day() writes it, of {weekday} its name ("Thứ Hai", "Monday"; beginning the title as a sentence
/// begins), of {time} the time of day as the language (BCP 47) writes it ("06:00", "6:00 AM"). All else stays as it is,
/// but for white space, of which each run becomes one space.
std::string edition_title(std::string_view pattern, const std::string& show, Instant at, const std::string& zone,
                          const std::string& language);

}  // namespace core
