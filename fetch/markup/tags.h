#pragma once

#include <cstddef>
#include <string_view>

namespace fetch {

enum class Markup { html, xml };

/// What makes a parser's time grow with the square of the text's length, told from the tags alone before anything is
/// parsed: an element with more than so many attributes, or (in HTML) a hundred html elements. Empty where nothing
/// does. Takes time that grows with the length.
std::string_view tag_fault(std::string_view text, Markup markup, std::size_t max_attributes);

}  // namespace fetch
