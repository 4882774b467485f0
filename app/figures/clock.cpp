#include "app/figures/clock.h"

namespace app::figures {

std::chrono::minutes Clock::at_start(std::chrono::sys_days day) {
    const auto found = offsets_.find(day);
    if (found != offsets_.end()) return found->second;
    return offsets_.emplace(day, core::utc_offset(day, zone_)).first->second;
}

std::chrono::local_seconds Clock::reading(core::Instant moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::minutes before = at_start(day);
    const bool is_steady = before == at_start(day + std::chrono::days(1));
    const std::chrono::minutes offset = is_steady ? before : core::utc_offset(moment, zone_);
    return std::chrono::local_seconds(moment.time_since_epoch() + offset);
}

std::string Clock::minute(core::Instant moment) {
    std::string text = core::format_iso8601({reading(moment), std::nullopt, true}).substr(0, 16);
    text[10] = ' ';
    return text;
}

}  // namespace app::figures
