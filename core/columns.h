#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Texts in columns of a terminal, as terminals count them: two for East Asia's wide characters and for pictures, none
// for marks that stand on another character, joiners and other invisible ones.

/// The text as one line of a terminal, whatever a page or a server put into it: clean_utf8, every run of white space as
/// one space, and without the characters that turn the direction of what stands around them.
std::string one_line(std::string_view text);

/// How many columns the text takes on one line.
std::size_t columns_of(std::string_view text);

/// At most so many columns of the text, with "…" where something is missing; never cut inside a character as readers
/// see it (an extended grapheme cluster).
std::string fitted(std::string_view text, std::size_t columns);

/// The text in lines of at most so many columns, between words where that can be done; one_line() before that.
std::vector<std::string> folded(std::string_view text, std::size_t columns);

/// The text with spaces up to so many columns.
std::string padded(std::string_view text, std::size_t columns);

}  // namespace core
