#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fetch {

/// "bytes 500-999/1234" (RFC 9110 section 14.4).
struct ContentRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t total = 0;

    bool is_whole() const { return first == 0 && last + 1 == total; }
};

/// Empty for what is not one range of a known whole.
std::optional<ContentRange> parse_content_range(std::string_view text);

}  // namespace fetch
