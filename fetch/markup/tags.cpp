#include "fetch/markup/tags.h"

#include <algorithm>

namespace fetch {
namespace {

constexpr std::size_t max_roots = 100;

bool starts_with_tag(std::string_view text, std::size_t at, std::string_view tag) {
    return at + tag.size() < text.size() && std::equal(tag.begin(), tag.end(), text.begin() + std::ptrdiff_t(at),
                                                       [](char want, char is) { return want == (is | 0x20); });
}

/// The end of a script's or style's text that starts at `at`.
std::size_t end_of_raw_text(std::string_view text, std::size_t at, std::string_view tag) {
    for (at = text.find("</", at); at != std::string_view::npos; at = text.find("</", at + 2)) {
        if (starts_with_tag(text, at + 2, tag)) return at;
    }
    return text.size();
}

/// Behind a comment or a section of text that begins at `at`; `at` itself where none does.
std::size_t behind_section(std::string_view text, std::size_t at, std::string_view begin, std::string_view end) {
    if (text.substr(at, begin.size()) != begin) return at;
    const std::size_t found = text.find(end, at + begin.size());
    return found == std::string_view::npos ? text.size() : found;
}

}  // namespace

std::string_view tag_fault(std::string_view text, Markup markup, std::size_t max_attributes) {
    std::size_t roots = 0;
    for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
        ++at;
        std::size_t behind = behind_section(text, at, "!--", "-->");
        if (markup == Markup::xml && behind == at) behind = behind_section(text, at, "![CDATA[", "]]>");
        if (behind != at) {
            at = behind;
            continue;
        }
        // XML's names may begin with any letter, so all but ends of elements and declarations is looked at.
        const bool is_tag =
            at < text.size() && (markup == Markup::xml ? text[at] != '/' && text[at] != '!' && text[at] != '?'
                                                       : (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z');
        if (!is_tag) continue;
        if (markup == Markup::html && starts_with_tag(text, at, "html") && ++roots > max_roots)
            return "too many html elements";
        const std::size_t tag = at;
        std::size_t attributes = 0;
        char before = ' ';  // the last that is not white space
        bool in_gap = false;
        for (; at < text.size() && text[at] != '>'; ++at) {
            const char c = text[at];
            if ((c == '"' || c == '\'') && before == '=') {
                at = std::min(text.find(c, at + 1), text.size());
                in_gap = true;
                before = c;
                continue;
            }
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (!space && in_gap && c != '=' && before != '=' && ++attributes > max_attributes)
                return "too many attributes in one element";
            in_gap = space || c == '/';
            if (!space) before = c;
        }
        if (markup == Markup::xml) continue;
        for (const std::string_view raw : {"script", "style"}) {
            if (starts_with_tag(text, tag, raw)) at = end_of_raw_text(text, at, raw);
        }
    }
    return {};
}

}  // namespace fetch
