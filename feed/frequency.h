#pragma once

#include "core/episode.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace feed {

enum class Rhythm { daily, weekly, fortnightly, monthly };

/// How often episodes come, by the mean distance of the newest twenty (newest first); empty where there are fewer than
/// five or they keep no rhythm. Depends on the episodes alone, never on the present moment.
std::optional<Rhythm> update_rhythm(std::span<const core::Episode> episodes);

/// As an iCalendar recurrence rule (RFC 5545): "FREQ=WEEKLY;INTERVAL=2".
std::string_view recurrence_rule(Rhythm rhythm);

/// In the words of the language: "every day".
std::string_view describe(Rhythm rhythm, const std::string& language);

}  // namespace feed
