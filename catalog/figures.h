#pragma once

#include "catalog/history.h"
#include "core/loudness.h"
#include "core/recipe.h"
#include "core/time.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace catalog {

/// An episode for listeners, as its enclosure was made.
struct EpisodeFigures {
    std::string title;
    core::Instant published{};
    bool has_clock = true;    ///< false: its article names no time, or a day only
    bool was_there = false;   ///< its article was there when its source was first looked at
    core::Instant arrived{};  ///< when the run began that gave it to the feed
    core::Lane lane = core::Lane::encode;
    core::Loudness before;      ///< of the recording
    core::Loudness after;       ///< of the enclosure
    bool predicted = false;     ///< `after` was computed, not measured
    double shortfall_lu = 0.0;  ///< how far below the target limiting left it
    std::chrono::milliseconds duration{};
    std::uint64_t bytes = 0;
};

/// A file of an episode for listeners, an enclosure or a further one.
struct FileFigures {
    core::Instant made{};
    std::uint64_t bytes = 0;
};

/// Articles that a source gave in one look.
struct FoundFigures {
    std::string source;  ///< identity
    core::Instant at{};
    std::string outcome;  ///< as Catalog::outcomes() has them
    std::size_t articles = 0;
};

/// A run as PastRun has it, without its record.
struct RunFigures {
    core::Instant began{};
    std::optional<core::Instant> ended;
    std::optional<int> exit_code;
};

/// What a show's work comes to, without any text but titles. All lists are in the order of their times.
struct Figures {
    std::vector<EpisodeFigures> episodes;
    std::vector<FileFigures> files;
    std::vector<FoundFigures> found;
    std::vector<FailureCount> failed;
    std::vector<RunFigures> runs;
};

}  // namespace catalog
