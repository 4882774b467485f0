#include "fetch/words/characters.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace fetch {

std::vector<std::int32_t> characters_of(std::string_view text) {
    std::vector<std::int32_t> characters;
    const auto size = static_cast<int64_t>(text.size());
    for (int64_t position = 0; position < size;) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), position, size, character);
        characters.push_back(character < 0 ? 0xFFFD : character);
    }
    return characters;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        if (end > start) words.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return words;
}

}  // namespace fetch
