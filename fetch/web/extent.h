#pragma once

#include <cstdint>

namespace fetch {

/// A stretch of a file's bytes.
struct Extent {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    bool operator==(const Extent&) const = default;
};

}  // namespace fetch
