#pragma once

#include "core/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fetch {

/// True where these characters stand at the offset.
bool has(core::Bytes bytes, std::size_t offset, std::string_view text);

/// Up to `count` bytes of the file at the offset; fewer at its end, and where it cannot be read.
std::vector<std::uint8_t> read_at(int descriptor, std::uint64_t offset, std::size_t count);

/// How many there are; 0 where that cannot be asked.
std::uint64_t size_of(int descriptor);

}  // namespace fetch
