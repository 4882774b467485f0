#pragma once

#include "core/time.h"

#include <chrono>
#include <map>
#include <string>

namespace app::figures {

/// The clock of a show, for many moments.
class Clock {
public:
    /// Throws Error(config) for a zone that is not known, at the first reading.
    explicit Clock(std::string zone) : zone_(std::move(zone)) {}

    std::chrono::local_seconds reading(core::Instant moment);
    std::chrono::local_days day(core::Instant moment) { return std::chrono::floor<std::chrono::days>(reading(moment)); }
    /// "2024-07-08 10:00"
    std::string minute(core::Instant moment);

private:
    std::string zone_;
    /// Offsets at the beginnings of days of UTC: only on a day between two of them has a zone to be asked.
    std::map<std::chrono::sys_days, std::chrono::minutes> offsets_;

    std::chrono::minutes at_start(std::chrono::sys_days day);
};

}  // namespace app::figures
