#pragma once

#include <string>
#include <string_view>

/// How the lists of words in this folder are written and how lines are compared with them.
namespace fetch {

/// Without arrows, bullets, brackets and punctuation at both ends.
std::string_view without_edges(std::string_view text);

/// The form in which lines and labels are compared: without_edges, then plain_words (letters and digits only, lower
/// case, single spaces). Words of lists are written so.
std::string compared(std::string_view text);

/// True where the list ("|first|second|") has exactly that word.
bool holds_word(std::string_view list, std::string_view word);

/// True where `text` is one of the list's words or begins with one and a space. Scripts that set no spaces have to
/// match whole.
bool starts_with_word(std::string_view list, std::string_view text);

/// Calls `each` with the list's words until it answers true.
template <typename Each>
bool any_word(std::string_view list, Each each) {
    for (std::size_t start = 1; start < list.size();) {
        const std::size_t end = list.find('|', start);
        if (each(list.substr(start, end - start))) return true;
        start = end + 1;
    }
    return false;
}

}  // namespace fetch
