#pragma once

#include "catalog/figures.h"
#include "core/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace app::figures {

/// Work that fails now and is tried again.
struct Failing {
    std::string step;
    std::string kind;
    std::size_t count = 0;
};

/// Published files of a kind.
struct Standing {
    std::string kind;
    std::size_t files = 0;
    std::uint64_t bytes = 0;
};

/// What the page tells of a show.
struct Show {
    std::string id;
    std::string title;
    std::string timezone;
    // What the enclosure is to be like, by the present configuration.
    double target_lufs = -16.0;
    double tolerance_lu = 0.75;
    double ceiling_dbtp = -1.0;
    catalog::Figures done;
    std::vector<Failing> failing;
    std::vector<Standing> standing;
    std::size_t waiting = 0;
    std::size_t withdrawn = 0;
};

}  // namespace app::figures
