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

/// The letters and digits behind a last dot: "mp3".
bool has_ending(std::string_view word) {
    while (!word.empty() && !core::is_ascii_letter(word.back()) && !core::is_ascii_digit(word.back()) &&
           static_cast<unsigned char>(word.back()) < 0x80)
        word.remove_suffix(1);
    const std::size_t dot = word.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string_view ending = word.substr(dot + 1);
    return ending.size() >= 2 && ending.size() <= 5 &&
           std::ranges::all_of(ending, [](char c) { return core::is_ascii_letter(c) || core::is_ascii_digit(c); });
}

bool begins_as_url(std::string_view line) {
    const std::string_view start = core::ascii_trim(line, " \t<(\"'");
    return start.starts_with("http://") || start.starts_with("https://");
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

std::string composed_words(std::string_view text) {
    if (core::is_composed(text)) return std::string(text);
    std::string out;
    std::string pending;  // what is composed as one piece
    const auto flush = [&] {
        out += core::composed(pending);
        pending.clear();
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        const bool is_url = begins_as_url(line);
        while (!line.empty()) {
            const std::size_t length =
                std::max<std::size_t>(1, std::min(line.find_first_of(" \t\n\r\"'<>"), line.size()));
            const std::string_view word = line.substr(0, length);
            line.remove_prefix(length);
            if (is_url || word.find('/') != std::string_view::npos || has_ending(word)) {
                flush();
                out += word;
            } else {
                pending += word;
            }
        }
    }
    flush();
    return out;
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
