#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// What the lines of a plain text look like, in any language.

/// At most so many lines, without empty ones and white space at their ends. Those that an editor broke at a margin are
/// paragraphs again; all others stay what they are.
std::vector<std::string> joined_lines(std::string_view text, std::size_t most);

bool ends_sentence(std::string_view line);
/// A word without spaces that holds a URL, or a path when there is something it can be relative to.
bool is_reference(std::string_view line);
/// Without what people put around a URL: "<http://...>", "[http://...]".
std::string_view unwrap(std::string_view text);
/// A few words in capitals only.
bool is_kicker(std::string_view line);
/// The sign and the space that a list's item begins with; empty for other lines.
std::string_view bullet_of(std::string_view line);

struct Counted {
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t capitals = 0;  ///< of the letters
    std::size_t small = 0;     ///< likewise; a script without case has neither
};
Counted count(std::string_view text);

}  // namespace fetch
