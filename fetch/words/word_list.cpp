#include "fetch/words/word_list.h"

#include "fetch/markup/markup.h"

namespace fetch {
namespace {

constexpr std::string_view edges[] = {"<", ">", "«", "»", "‹", "›", "←", "→", "◄", "►",  "◀", "▶",       "▲",
                                      "△", "↑", "|", "•", "·", "*", "-", "–", "—", "[",  "]", "(",       ")",
                                      ":", ".", "…", "!", "+", "#", "»", "“", "”", "\"", " ", "\xC2\xA0"};

}  // namespace

std::string_view without_edges(std::string_view text) {
    const auto strip = [&text](bool front) {
        for (const std::string_view edge : edges) {
            if (front ? !text.starts_with(edge) : !text.ends_with(edge)) continue;
            front ? text.remove_prefix(edge.size()) : text.remove_suffix(edge.size());
            return true;
        }
        return false;
    };
    while (strip(true)) {
    }
    while (strip(false)) {
    }
    return text;
}

std::string compared(std::string_view text) {
    return plain_words(without_edges(text));
}

bool holds_word(std::string_view list, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        if (at > 0 && list[at - 1] == '|' && at + word.size() < list.size() && list[at + word.size()] == '|')
            return true;
    }
    return false;
}

bool starts_with_word(std::string_view list, std::string_view text) {
    return any_word(list, [text](std::string_view word) {
        return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
    });
}

}  // namespace fetch
