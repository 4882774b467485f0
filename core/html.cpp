#include "core/html.h"

#include "core/hex.h"
#include "core/utf8.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr char32_t no_code_point = 0x110000;

/// Of a numeric reference without its "#": "233", "xE9".
char32_t code_point(std::string_view number) {
    const bool hexadecimal = number.size() > 1 && (number[0] == 'x' || number[0] == 'X');
    const int base = hexadecimal ? 16 : 10;
    char32_t code = 0;
    for (const char c : number.substr(hexadecimal ? 1 : 0)) {
        const int digit = hex_value(c);
        if (digit < 0 || digit >= base || code >= no_code_point) return no_code_point;
        code = code * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
    return code;
}

}  // namespace

std::string escape_html(std::string_view text, Apostrophe apostrophe) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
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
            case '\'':
                out += apostrophe == Apostrophe::kept ? "'" : "&#39;";
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
        const std::size_t end = length == std::string_view::npos ? length : at + length;
        if (end == std::string_view::npos || end - at > 10 || end == at + 1) {
            out += text[at++];
            continue;
        }
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (name[0] == '#') {
            append_utf8(out, code_point(name.substr(1)));
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

}  // namespace core
