#pragma once

#include "core/limits.h"
#include "core/time.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace fetch {

/// The pause a Retry-After header asks for (RFC 9110 section 10.2.3): seconds or an HTTP date after `now`, at most a
/// week. Empty for nonsense, for a negative number and for a date that has passed.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, core::Instant now);

/// The pause before try number `attempt` (1 is the first repetition): retry_delay doubled each time, between half and
/// one and a half of that (so that clients that failed together do not come back together), at most ten minutes.
std::chrono::milliseconds back_off(const core::Limits& limits, std::size_t attempt);

/// True for an HTTP status that a later try may change: 408, 425, 429, 500, 502, 503, 504.
bool is_passing_status(int status);

}  // namespace fetch
