#pragma once

#include "catalog/article.h"
#include "core/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace catalog {

/// A run of the past, or the one that is at work.
struct PastRun {
    core::Instant began{};
    std::optional<core::Instant> ended;  ///< none: it is at work, or was cut off
    int exit_code = 0;
    std::string record;  ///< what it did, as JSON; empty before its end
};

/// So many are kept.
inline constexpr std::size_t most_past_runs = 100;

/// How often something failed in a run.
struct FailureCount {
    std::string day;   ///< ISO 8601, by the show's clock
    std::string step;  ///< "discover" for a source, else a step of an article
    std::string kind;  ///< of failure: "network", "gone", "media", "config"
    std::size_t failed = 0;
};

/// What there is, in numbers.
struct Inventory {
    std::size_t episodes = 0;       ///< published ones
    std::uint64_t media_bytes = 0;  ///< of their files
    std::optional<core::Instant> newest;
    std::size_t withdrawn = 0;
};

}  // namespace catalog
