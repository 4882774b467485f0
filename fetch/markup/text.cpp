#include "fetch/markup/text.h"

#include "core/text.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace fetch {
namespace {

std::set<std::string> word_set(const std::string& plain) {
    std::istringstream in(plain);
    std::set<std::string> words;
    for (std::string word; in >> word;) words.insert(word);
    return words;
}

}  // namespace

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::string escape_html(std::string_view text) {
    return core::escape_html(text, core::Apostrophe::kept);
}

std::string plain_text(std::string_view text) {
    std::string flat = unescape_html(text);
    if (flat.find("&") != std::string::npos) flat = unescape_html(flat);
    std::string out;
    for (std::size_t at = 0; at < flat.size();) {
        const bool tag = flat[at] == '<' && at + 1 < flat.size() &&
                         (flat[at + 1] == '/' || ((flat[at + 1] | 0x20) >= 'a' && (flat[at + 1] | 0x20) <= 'z'));
        const std::size_t end = tag ? flat.find('>', at) : std::string::npos;
        if (end == std::string::npos) {
            out += flat[at++];
        } else {
            out += ' ';
            at = end + 1;
        }
    }
    return core::collapse_space(core::clean_utf8(out));
}

std::string plain_words(std::string_view text) {
    std::string out;
    bool gap = false;
    const std::string lower = core::lower(text);
    for (std::size_t at = 0; at < lower.size(); ++at) {
        const char c = lower[at];
        const auto byte = static_cast<unsigned char>(c);
        // Typographic marks (U+2010 to U+203A) and « » stand for no word.
        const bool mark =
            (byte == 0xE2 && at + 1 < lower.size() && static_cast<unsigned char>(lower[at + 1]) == 0x80) ||
            (byte == 0xC2 && at + 1 < lower.size());
        if (mark) {
            at += byte == 0xE2 ? 2 : 1;
            gap = true;
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
            if (gap && !out.empty()) out += ' ';
            gap = false;
            out += c;
        } else {
            gap = true;
        }
    }
    return out;
}

double likeness(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return 0.0;
    if (a == b) return 1.0;
    const auto left = word_set(a);
    const auto right = word_set(b);
    std::size_t common = 0;
    for (const std::string& word : left) common += right.count(word);
    const std::size_t all = left.size() + right.size() - common;
    return all == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace fetch
