#include "fetch/article/lines.h"

#include "core/columns.h"
#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <span>

namespace fetch {

namespace {

/// Begins with a character of China or Japan, which set no space where a line was broken.
bool is_wide(std::string_view text) {
    const auto first = text.empty() ? 0 : static_cast<unsigned char>(text.front());
    return (first >= 0xE3 && first <= 0xE9) || first == 0xEF;
}

std::string_view last_character(std::string_view text) {
    constexpr std::size_t bytes_of_one = 3;
    return text.substr(text.size() - std::min(text.size(), bytes_of_one));
}

bool is_wrapped(std::span<const std::string> block) {
    if (block.size() < 2) return false;
    std::size_t longest = 0;
    for (const std::string& line : block) {
        if (is_reference(unwrap(line)) || line.starts_with("- ") || line.starts_with("• ") || line.starts_with("* "))
            return false;
        longest = std::max(longest, core::columns_of(line));
    }
    if (longest < 50 || longest > 130) return false;
    std::size_t broken = 0;
    for (std::size_t index = 0; index + 1 < block.size(); ++index) {
        if (core::columns_of(block[index]) * 10 < longest * 6) return false;
        if (!ends_sentence(block[index])) ++broken;
    }
    return broken * 2 >= block.size() - 1;
}

}  // namespace

bool ends_sentence(std::string_view line) {
    for (const std::string_view end :
         {".", "!", "?", "…", ":", ";", ".”", ".\"", "”.", "!”", "?”", "。", "！", "？", "।", ")."})
        if (line.ends_with(end)) return true;
    return false;
}

bool is_reference(std::string_view line) {
    if (line.empty() || line.size() > 2000 || line.find(' ') != std::string_view::npos) return false;
    const std::string lowered = ascii_lower(line.substr(0, 8));
    if (lowered.starts_with("http://") || lowered.starts_with("https://") || line.starts_with("//")) return true;
    return line.find('/') != std::string_view::npos && link_kind(line) != LinkKind::page;
}

std::string_view unwrap(std::string_view text) {
    text = core::trim(text);
    while (text.size() > 2 && (text.front() == '<' || text.front() == '[' || text.front() == '(') &&
           (text.back() == '>' || text.back() == ']' || text.back() == ')'))
        text = core::trim(text.substr(1, text.size() - 2));
    return text;
}

Counted count(std::string_view text) {
    Counted counted;
    const auto size = static_cast<int64_t>(text.size());
    for (int64_t position = 0; position < size;) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), position, size, character);
        if (character < 0) continue;
        if (u_isalpha(character)) ++counted.letters;
        if (u_isdigit(character)) ++counted.digits;
        if (u_isupper(character)) ++counted.capitals;
        if (u_islower(character)) ++counted.small;
    }
    return counted;
}

bool is_kicker(std::string_view line) {
    constexpr int most_words = 6;
    if (std::count(line.begin(), line.end(), ' ') >= most_words) return false;
    const Counted counted = count(line);
    return counted.small == 0 && counted.capitals >= 3;
}

std::string_view bullet_of(std::string_view line) {
    for (const std::string_view bullet : {"• ", "* ", "- ", "+ ", "– ", "· ", "◦ "})
        if (line.starts_with(bullet)) return bullet;
    return {};
}

std::vector<std::string> joined_lines(std::string_view text, std::size_t most) {
    std::vector<std::string> lines;
    std::vector<std::string> block;
    const auto flush = [&] {
        // Above a paragraph with broken lines may stand its heading.
        constexpr std::size_t most_headings = 3;
        std::size_t start = 0;
        while (start < most_headings && start < block.size() && !is_wrapped(std::span(block).subspan(start))) ++start;
        if (start == most_headings) start = block.size();
        lines.insert(lines.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(start));
        std::string paragraph;
        for (const std::string& line : std::span(block).subspan(start)) {
            if (!paragraph.empty() && !(is_wide(last_character(paragraph)) && is_wide(line))) paragraph += ' ';
            paragraph += line;
        }
        if (!paragraph.empty()) lines.push_back(std::move(paragraph));
        block.clear();
    };
    for (const std::string& written : core::split_lines(text)) {
        std::string line = core::collapse_space(written);
        if (line.empty())
            flush();
        else
            block.push_back(std::move(line));
        if (lines.size() + block.size() >= most) break;
    }
    flush();
    return lines;
}

}  // namespace fetch
