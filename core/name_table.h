#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace core {

/// The values of a type with their names, one table for both directions.
template <typename Value, std::size_t size>
using NameTable = std::array<std::pair<Value, std::string_view>, size>;

/// Empty for a value that is not in the table.
template <typename Value, std::size_t size>
std::string_view name_in(const NameTable<Value, size>& table, Value value) {
    for (const auto& [key, text] : table)
        if (key == value) return text;
    return {};
}

template <typename Value, std::size_t size>
std::optional<Value> value_in(const NameTable<Value, size>& table, std::string_view wanted) {
    for (const auto& [value, text] : table)
        if (text == wanted) return value;
    return std::nullopt;
}

}  // namespace core
