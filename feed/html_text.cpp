#include "feed/html_text.h"

#include "core/ascii.h"
#include "core/hex.h"
#include "core/sentences.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace feed {

namespace {

// References that HTML reads even without their semicolon.
constexpr std::array<std::string_view, 106> legacy_references = {
    "AElig",  "AMP",    "Aacute", "Acirc",  "Agrave", "Aring",  "Atilde", "Auml",   "COPY",   "Ccedil", "ETH",
    "Eacute", "Ecirc",  "Egrave", "Euml",   "GT",     "Iacute", "Icirc",  "Igrave", "Iuml",   "LT",     "Ntilde",
    "Oacute", "Ocirc",  "Ograve", "Oslash", "Otilde", "Ouml",   "QUOT",   "REG",    "THORN",  "Uacute", "Ucirc",
    "Ugrave", "Uuml",   "Yacute", "aacute", "acirc",  "acute",  "aelig",  "agrave", "amp",    "aring",  "atilde",
    "auml",   "brvbar", "ccedil", "cedil",  "cent",   "copy",   "curren", "deg",    "divide", "eacute", "ecirc",
    "egrave", "eth",    "euml",   "frac12", "frac14", "frac34", "gt",     "iacute", "icirc",  "iexcl",  "igrave",
    "iquest", "iuml",   "laquo",  "lt",     "macr",   "micro",  "middot", "nbsp",   "not",    "ntilde", "oacute",
    "ocirc",  "ograve", "ordf",   "ordm",   "oslash", "otilde", "ouml",   "para",   "plusmn", "pound",  "quot",
    "raquo",  "reg",    "sect",   "shy",    "sup1",   "sup2",   "sup3",   "szlig",  "thorn",  "times",  "uacute",
    "ucirc",  "ugrave", "uml",    "uuml",   "yacute", "yen",    "yuml"};

/// True where an ampersand before `after` would be read as the beginning of a reference.
bool begins_reference(std::string_view after, Place place) {
    if (after.starts_with('#')) return true;
    if (after.empty()) return place == Place::run;
    if (!core::is_ascii_letter(after.front())) return false;
    std::size_t name = 0;
    while (name < after.size() && (core::is_ascii_letter(after[name]) || core::is_ascii_digit(after[name]))) ++name;
    if (name < after.size() && after[name] == ';') return true;
    if (name == after.size() && place == Place::run) return true;
    if (place == Place::attribute && name < after.size() && after[name] == '=') return false;
    return std::any_of(legacy_references.begin(), legacy_references.end(),
                       [&](std::string_view reference) { return after.starts_with(reference); });
}

/// What has to stand for the plain character at `at`; empty where it can stand for itself. Some apps read feeds as
/// text, not as HTML, and show every reference as it is: so there are no more than HTML needs.
std::string_view needed_reference(std::string_view text, std::size_t at, Place place) {
    switch (text[at]) {
        case '&':
            return begins_reference(text.substr(at + 1), place) ? "&amp;" : "";
        case '<':
            return "&lt;";
        case '>':
            return place == Place::attribute ? "&gt;" : "";
        case '"':
            return place == Place::attribute ? "&quot;" : "";
        default:
            return {};
    }
}

/// The character that a reference of plain ASCII or a no-break space stands for; empty for all others, which stay.
/// Letters and digits stay too: put before a semicolon they could make another reference.
std::string_view plain_of(std::string_view reference) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> known = {{{"&amp;", "&"},
                                                                                      {"&quot;", "\""},
                                                                                      {"&#34;", "\""},
                                                                                      {"&#38;", "&"},
                                                                                      {"&#39;", "'"},
                                                                                      {"&#039;", "'"},
                                                                                      {"&#x27;", "'"},
                                                                                      {"&apos;", "'"},
                                                                                      {"&gt;", ">"},
                                                                                      {"&nbsp;", "\u00a0"},
                                                                                      {"&#160;", "\u00a0"}}};
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const auto& pair) { return pair.first == reference; });
    return found == known.end() ? std::string_view() : found->second;
}

constexpr std::array<bool, 256> has_meaning = [] {
    std::array<bool, 256> table{};
    for (const char c : {'&', '<', '>', '"'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

}  // namespace

std::size_t reference_length(std::string_view text) {
    std::size_t at = 1;
    if (at < text.size() && text[at] == '#') {
        ++at;
        const bool hexadecimal = at < text.size() && core::ascii_lower(text[at]) == 'x';
        if (hexadecimal) ++at;
        const std::size_t digits = at;
        while (at < text.size() && at - digits < 7 &&
               (hexadecimal ? core::hex_value(text[at]) >= 0 : core::is_ascii_digit(text[at])))
            ++at;
        return at > digits && at < text.size() && text[at] == ';' ? at + 1 : 0;
    }
    while (at < text.size() && at <= 32 &&
           (core::is_ascii_letter(text[at]) || (at > 1 && core::is_ascii_digit(text[at]))))
        ++at;
    return at > 1 && at < text.size() && text[at] == ';' ? at + 1 : 0;
}

void append_text(std::string& out, std::string_view text, Place place) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (!has_meaning[static_cast<unsigned char>(c)]) continue;
        std::size_t length = c == '&' ? reference_length(text.substr(at)) : 0;
        std::string_view instead;
        if (length > 0) {
            const std::string_view reference = text.substr(at, length);
            const std::string_view plain = plain_of(reference);
            const bool must_stay = plain.empty() ||
                                   (plain == "&" && begins_reference(text.substr(at + length), place)) ||
                                   (place == Place::attribute && (plain == "\"" || plain == ">"));
            instead = must_stay ? reference : plain;
        } else {
            length = 1;
            instead = needed_reference(text, at, place);
            if (instead.empty()) continue;
        }
        out.append(text, begin, at - begin);
        out += instead;
        at += length - 1;
        begin = at + 1;
    }
    out.append(text, begin, text.size() - begin);
}

std::string text_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '&' && text[at] != '<') continue;
        const std::string_view reference = needed_reference(text, at, Place::text);
        if (reference.empty()) continue;
        out.append(text, begin, at - begin);
        out += reference;
        begin = at + 1;
    }
    out.append(text, begin, text.size() - begin);
    return out;
}

std::string link_html(std::string_view url, std::string_view words) {
    std::string out = "<a href=\"";
    append_text(out, url, Place::attribute);
    return out + "\">" + text_html(words) + "</a>";
}

std::string paragraphs_html(std::string_view text) {
    std::string out;
    for (const std::string& paragraph : core::paragraphs(text)) out += "<p>" + text_html(paragraph) + "</p>\n";
    return out;
}

std::string text_html_within(std::string_view text, std::size_t max_bytes, const std::string& language) {
    std::size_t bytes = 0;
    std::size_t fits = 0;
    for (; fits < text.size(); ++fits) {
        const bool special = text[fits] == '&' || text[fits] == '<';
        bytes += special ? std::max<std::size_t>(1, needed_reference(text, fits, Place::text).size()) : 1;
        if (bytes > max_bytes) break;
    }
    return text_html(fits == text.size() ? std::string(text) : core::truncate(text, fits, language));
}

}  // namespace feed
