#pragma once

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace app {

// A value's type_name is what help and manual call it, and by which a shell completes it: CONFIG (*.toml), FILE,
// FOLDER, COMMAND, or any other word for what cannot be completed; "URL|FILE" is either. An operand has it by its own
// name.

/// "auto, keep" as the parser's own lists of words are shown: {auto,keep}.
inline std::string in_braces(std::string_view choices) {
    std::string words(choices);
    std::erase(words, ' ');
    return "{" + words + "}";
}

/// What takes one of a few words, "auto, keep", into its value. Help, manual and completions have the words from here.
template <typename Value, typename Parse>
CLI::Validator named(Value& target, Parse parse, const char* choices) {
    return CLI::Validator(
        [&target, parse, choices](std::string& text) {
            const auto value = parse(text);
            if (!value) return fmt::format("'{}' is not one of {}", text, choices);
            target = *value;
            return std::string();
        },
        in_braces(choices));
}

}  // namespace app
