#pragma once

#include "app/figures/canvas.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app::figures {

/// A value at a moment by the show's clock. A value that is not finite, the loudness of silence, stands at the lower
/// edge.
struct Sample {
    std::chrono::local_seconds at{};
    double value = 0.0;
    std::string says = {};  ///< of one that is to be looked at: a ring around it, and these words for who points at it
};

struct Series {
    Key key;                      ///< a mark of dot, square or line; a line goes on as it is until the next sample
    std::vector<Sample> samples;  ///< in the order of their moments
};

/// A height that values are held against, and how far from it is near enough; 0: only the height.
struct Reference {
    std::string name;
    double value = 0.0;
    double tolerance = 0.0;
    std::string tolerance_name = {};
};

struct Scatter {
    Frame frame;
    std::vector<Series> series;  ///< what comes first is drawn first
    std::optional<Reference> reference;
    std::optional<double> least;  ///< that the axis must have
    double step = 0.1;            ///< of the values in the table
    std::string what;             ///< that a sample is of: "episodes"
    std::string rings = {};       ///< why some have a ring
};

/// Values over time. More than `scatter_points` of a series stand together by days or longer spans, as the plot then
/// says: the median, and a line from the least to the most; of a line the last.
std::string scatter(const Scatter& scatter);

inline constexpr std::size_t scatter_points = 1000;

}  // namespace app::figures
