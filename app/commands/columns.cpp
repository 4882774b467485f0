#include "app/commands/columns.h"

#include "core/text.h"

#include <sstream>
#include <utility>

namespace app {

namespace {

/// The end of a text's first `count` code points.
std::size_t end_of(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    while (end < text.size() && count-- > 0) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    }
    return end;
}

}  // namespace

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t present = core::length(text);
    return text + std::string(present < width ? width - present : 0, ' ');
}

std::string cut(std::string text, std::size_t width) {
    while (core::length(text) > width) text = core::truncate(text, text.size() - 1);
    return text;
}

std::vector<std::string> folded(const std::string& text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    std::istringstream words(core::collapse_space(core::clean_utf8(text)));
    for (std::string word; words >> word;) {
        if (!line.empty() && core::length(line) + 1 + core::length(word) > width)
            lines.push_back(std::exchange(line, {}));
        if (!line.empty()) line += ' ';
        for (; core::length(word) > width; word.erase(0, end_of(word, width)))
            lines.push_back(word.substr(0, end_of(word, width)));
        line += word;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

}  // namespace app
