#pragma once

#include "app/record/run_record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace app {

/// How a show stands after a run.
struct ShowState {
    std::size_t episodes = 0;
    std::uint64_t media_bytes = 0;
    std::size_t withdrawn = 0;
    std::optional<core::Instant> newest;         ///< when the newest episode was published
    std::map<std::string, std::size_t> waiting;  ///< by step
    std::map<std::string, std::size_t> failing;  ///< by step
    std::optional<core::Instant> last_success;   ///< the end of the last run with exit code 0
};

/// The run and how the show stands after it, in Prometheus' text format (version 0.0.4), for node_exporter's textfile
/// collector. Every name begins with newscast_ and has the label "show"; what is not known has no line. A show without
/// episodes has no time of the newest, one that never succeeded none of success.
std::string metrics_of(const RunRecord& run, const ShowState& state);

}  // namespace app
