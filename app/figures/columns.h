#pragma once

#include "app/figures/canvas.h"

#include <chrono>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace app::figures {

/// So many of one part on one day.
struct Counted {
    std::chrono::local_days day{};
    std::size_t part = 0;  ///< which of the stack's
    std::size_t count = 0;
};

struct Stack {
    Frame frame;
    std::vector<Key> parts;  ///< of each bar, the lowest first
    std::vector<Counted> counts;
    /// Days that the axis must have, also with nothing on them.
    std::vector<std::chrono::local_days> days = {};
};

/// How many of what by day, or by longer spans where there are more than `most_bars` days. A few bars that stand far
/// above all others are cut, with their number above them.
std::string stack(const Stack& stack);

inline constexpr std::size_t most_bars = 92;

/// Where a bin of a histogram begins.
struct Edge {
    double value = 0.0;
    std::string label;
};

struct Histogram {
    Frame frame;
    std::vector<double> values;  ///< none below the first edge
    /// The first of each bin; the last bin is for all that is not below its edge.
    std::vector<Edge> edges;
    std::string what;  ///< that is counted: "episodes"
};

/// How many values lie between one edge and the next. All bins are drawn as wide as each other.
std::string histogram(const Histogram& histogram);

/// Edges at round numbers for the values, with a last bin for the few that lie far above all others.
std::vector<Edge> round_edges(std::vector<double> values);

}  // namespace app::figures
