#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace house {

/// A text in quotes in the source.
struct Literal {
    std::size_t line = 0;  ///< where it begins
    std::string text;      ///< as the program has it; texts that stand one after the other are one
    /// The names before the brackets that it stands in, the outermost first: "Error", "format". A bracket without a
    /// name is left out.
    std::vector<std::string> calls;
    bool is_last_argument = false;  ///< and not the only one

    bool is_handed_to(const std::vector<std::string>& names) const;
    /// The innermost bracket's name; empty where that has none.
    std::string call;
};

/// All of a C++ file, in their order. Those of #include lines are none.
std::vector<Literal> literals_of(std::string_view source);

}  // namespace house
