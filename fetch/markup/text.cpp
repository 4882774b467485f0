#include "fetch/markup/text.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "core/text.h"

namespace fetch {
namespace {

int digit_of(char c, bool hexadecimal) {
    if (c >= '0' && c <= '9') return c - '0';
    if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
    return -1;
}

std::set<std::string> word_set(const std::string& plain) {
    std::istringstream in(plain);
    std::set<std::string> words;
    for (std::string word; in >> word;) words.insert(word);
    return words;
}

}  // namespace

void append_utf8(std::string& out, unsigned code) {
    const auto byte = [&out](unsigned value) { out += static_cast<char>(value); };
    if (code == 0 || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) code = 0xFFFD;
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string unescape_html(std::string_view text) {
    if (text.find('&') == std::string_view::npos) return std::string(text);
    static constexpr std::pair<std::string_view, std::string_view> named[] = {
        {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", "\xC2\xA0"},
        {"rsquo", "’"},  {"lsquo", "‘"},  {"ldquo", "“"},  {"rdquo", "”"},  {"hellip", "…"}, {"ndash", "–"},
        {"mdash", "—"},  {"laquo", "«"},  {"raquo", "»"},  {"eacute", "é"}, {"agrave", "à"}, {"egrave", "è"},
        {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},   {"szlig", "ß"},  {"Auml", "Ä"},   {"Ouml", "Ö"},
        {"Uuml", "Ü"},   {"aacute", "á"}, {"iacute", "í"}, {"oacute", "ó"}, {"uacute", "ú"}, {"acirc", "â"},
        {"ecirc", "ê"},  {"ocirc", "ô"},  {"atilde", "ã"}, {"otilde", "õ"}, {"ccedil", "ç"}, {"igrave", "ì"},
        {"ograve", "ò"}, {"ugrave", "ù"}, {"yacute", "ý"}, {"ntilde", "ñ"}, {"copy", "©"},   {"bull", "•"},
    };
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        // Looked for nearby only: a text of ampersands would cost its square.
        const std::size_t length = text[at] == '&' ? text.substr(at, 11).find(';') : std::string_view::npos;
        const std::size_t end = at + length;
        if (length == std::string_view::npos || length == 1) {
            out += text[at++];
            continue;
        }
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (name[0] == '#') {
            const bool hex = name.size() > 2 && (name[1] | 0x20) == 'x';
            unsigned code = 0;
            for (const char c : name.substr(hex ? 2 : 1)) {
                const int digit = digit_of(c, hex);
                if (digit < 0 || code > 0x10FFFF) {
                    code = 0x110000;
                    break;
                }
                code = code * (hex ? 16 : 10) + static_cast<unsigned>(digit);
            }
            append_utf8(out, code);
            at = end + 1;
            continue;
        }
        const auto* found = std::ranges::find(named, name, &std::pair<std::string_view, std::string_view>::first);
        if (found == std::end(named)) {
            out += text[at++];
            continue;
        }
        out += found->second;
        at = end + 1;
    }
    return out;
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
