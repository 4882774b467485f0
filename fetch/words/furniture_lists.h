#pragma once

#include <array>
#include <string_view>

#include "fetch/words/furniture.h"

namespace fetch {

/// Words of page furniture in the languages of the press: one list for pages and plain texts. Where a line means
/// something else in the one than in the other, its row says so; a comment says why.
struct LineWords {
    LineKind on_page = LineKind::text;
    LineKind in_text = LineKind::text;
    std::string_view words;  ///< "|first|second|", each as compared() gives it
};

extern const std::array<LineWords, 5> whole_lines;   ///< the whole line
extern const std::array<LineWords, 4> line_starts;   ///< the line's first words
extern const std::array<LineWords, 2> line_labels;   ///< before the line's colon
extern const std::array<LineWords, 2> line_ends;     ///< the line's last words, with a number before them
extern const std::array<LineWords, 1> line_phrases;  ///< anywhere in a line: no reporter writes so

}  // namespace fetch
