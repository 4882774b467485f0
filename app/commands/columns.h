#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace app {

// Texts in columns of a terminal; widths are counted in characters as a reader sees them.

/// Text with spaces up to a width.
std::string padded(const std::string& text, std::size_t width);

/// Cut to a width, with a mark where something is missing.
std::string cut(std::string text, std::size_t width);

/// A text in lines of at most so many characters, between words where that can be done.
std::vector<std::string> folded(const std::string& text, std::size_t width);

}  // namespace app
