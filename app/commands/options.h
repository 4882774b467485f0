#pragma once

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace app {

/// What takes one of a few words into its value.
template <typename Value, typename Parse>
CLI::Validator named(Value& target, Parse parse, const char* choices) {
    return CLI::Validator(
        [&target, parse, choices](std::string& text) {
            const auto value = parse(text);
            if (!value) return fmt::format("'{}' is not one of {}", text, choices);
            target = *value;
            return std::string();
        },
        choices);
}

}  // namespace app
