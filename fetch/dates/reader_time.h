#pragma once

#include <chrono>

#include "core/time.h"

namespace fetch {

bool is_utc(const core::WrittenTime& time);

/// A distance from UTC by which places live.
bool is_zone(std::chrono::minutes distance);

/// A moment that a machine is told in UTC, by the clock of those who read `shown` for it: with the zone where the two
/// clocks tell it, else their day alone. The moment as it is where `shown` cannot mean the same.
core::WrittenTime as_readers_are_told(const core::WrittenTime& moment, const core::WrittenTime& shown);

}  // namespace fetch
