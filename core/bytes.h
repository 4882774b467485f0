#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace core {

/// Bytes of a file, as the small numbers that formats make of them.
using Bytes = std::span<const std::uint8_t>;

inline Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The number that `count` bytes (up to eight) from `at` on make, which must be there; the most significant first.
constexpr std::uint64_t big_endian(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + i];
    return value;
}

/// The same with the least significant byte first.
constexpr std::uint64_t little_endian(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i) value = value << 8 | bytes[at + i - 1];
    return value;
}

}  // namespace core
