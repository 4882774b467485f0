#include "fetch/article/headings.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::string_view kicker_marks =
    "|kicker|overline|topline|eyebrow|dachzeile|spitzmarke|surtitre|surtitle|pretitle|supertitle|antetitulo|cintillo|"
    "category|section|label|badge|flag|live|tag|icon|prefix|ribbon|hidden|sr|hat|roofline|volanta|ojo|";
constexpr std::string_view badge_marks =
    "|badge|label|live|tag|icon|flag|premium|plus|abo|paid|lock|category|ribbon|hidden|sr|share|print|edit|views|"
    "count|video|audio|author|byline|writer|";
constexpr std::string_view badge_words =
    "|live|trực tiếp|direct|en direct|en vivo|ao vivo|in diretta|diretta|liveticker|live blog|liveblog|breaking|"
    "breaking news|video|podcast|audio|premium|plus|exclusive|độc quyền|mới|nóng|new|update|updated|eilmeldung|"
    "прямой эфир|онлайн|видео|canlı|na żywo|速報|独自|直播|快讯|快訊|속보|단독|عاجل|مباشر|langsung|directo|última hora|"
    "urgente|urgent|exclusif|exclusivo|esclusiva|";

bool has_mark(HtmlNode node, std::string_view marks) {
    const auto words = name_words(node.attribute("class"));
    return std::ranges::any_of(words, [&](const std::string& word) { return holds_word(marks, word); });
}

std::ptrdiff_t words_in(std::string_view plain) {
    return plain.empty() ? 0 : std::ranges::count(plain, ' ') + 1;
}

/// The innermost element that holds all of a heading's words.
HtmlNode innermost(HtmlNode heading) {
    constexpr int deepest = 8;
    for (int level = 0; level < deepest; ++level) {
        HtmlNode only;
        int parts = 0;
        for (HtmlNode child = heading.first_child(); child; child = child.next()) {
            if (child.is_text() ? is_blank(child.content()) : child.text(1).empty()) continue;
            only = child;
            ++parts;
        }
        if (parts != 1 || !only.is_element()) break;
        heading = only;
    }
    return heading;
}

/// The first or last part of a heading, where it is an element; nothing where it is text.
HtmlNode outer_part(HtmlNode heading, bool first) {
    HtmlNode found;
    for (HtmlNode child = heading.first_child(); child; child = child.next()) {
        if (child.is_text() ? is_blank(child.content()) : child.text(1).empty()) continue;
        if (first) return child.is_element() ? child : HtmlNode();
        found = child;
    }
    return found && found.is_element() ? found : HtmlNode();
}

std::string_view without_arrows(std::string_view text) {
    for (bool changed = true; changed;) {
        changed = false;
        text = core::trim(text);
        for (const std::string_view arrow : {"<", "‹", "←", "◄", "◀", "⟵", "↩", "🔙", "❮", "«", "»", "›", "▶", "►"}) {
            // A guillemet that another one closes is a quotation's.
            const bool quote = (arrow == "«" && text.find("»") != std::string_view::npos) ||
                               (arrow == "»" && text.find("«") != std::string_view::npos);
            if (!quote && text.starts_with(arrow) && text.size() > arrow.size() && text[arrow.size()] == ' ') {
                text.remove_prefix(arrow.size());
                changed = true;
            }
        }
        for (const std::string_view arrow : {">", "›", "→", "►", "▶", "❯", "⟶"}) {
            if (text.ends_with(arrow) && text.size() > arrow.size() && text[text.size() - arrow.size() - 1] == ' ') {
                text.remove_suffix(arrow.size());
                changed = true;
            }
        }
    }
    return core::trim(text);
}

std::string_view without_marks(std::string_view text) {
    for (bool changed = true; changed;) {
        changed = false;
        text = core::trim(text);
        for (const std::string_view mark : {":", "|", "/", "•", "·", "- ", "– ", "— ", "：", "｜"}) {
            if (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                changed = true;
            }
        }
    }
    return text;
}

bool is_long_enough(const std::string& plain) {
    constexpr std::ptrdiff_t fewest_words = 3;
    constexpr std::size_t spaceless = 18;  // bytes of a headline in a script that sets no spaces
    return words_in(plain) >= fewest_words ||
           (plain.size() >= spaceless && static_cast<unsigned char>(plain.front()) >= 0xE3);
}

bool is_said(const std::vector<Fact>& said, auto test) {
    return std::ranges::any_of(said, [&](const Fact& fact) { return test(plain_words(fact.value)); });
}

/// What only tells where a word may be broken is not seen.
std::string as_read(std::string text) {
    for (const std::string_view unseen : {"\u00AD", "\u200B", "\u2060"}) {
        for (std::size_t at = text.find(unseen); at != std::string::npos; at = text.find(unseen, at))
            text.erase(at, unseen.size());
    }
    return text;
}

/// A heading that was escaped twice shows "&quot;" to its readers; one that speaks of "&amp;" does so everywhere. What
/// machines are told, as it is written there, tells the one from the other.
std::string without_second_escapes(std::string text, const PageParts& page) {
    if (text.find('&') == std::string::npos || text.find(';') == std::string::npos) return text;
    const std::string once = unescape_html(text);
    if (once == text) return text;
    const auto has_it = [&once](std::string_view said) { return said.find(once) != std::string_view::npos; };
    for (const std::string_view name : {"og:title", "twitter:title", "title"}) {
        for (const std::string& said : page.metas(name)) {
            if (has_it(said)) return once;
        }
    }
    return has_it(page.article_data().string_at("headline")) ? once : text;
}

/// The heading without an element that it begins with, where that is the section or a badge. What the page says
/// best of its title decides; a style sheet may set the two apart, so they do not stay glued together.
std::string without_kicker(HtmlNode heading, const std::string& text, const std::vector<Fact>& said) {
    constexpr std::ptrdiff_t most_words = 6;
    const HtmlNode part = outer_part(heading, true);
    if (!part) return text;
    const std::string kicker = as_read(part.text());
    if (!text.starts_with(kicker)) return text;
    const std::string_view behind = std::string_view(text).substr(kicker.size());
    const std::string rest(without_marks(behind));
    const std::string plain_kicker = plain_words(kicker);
    const std::string plain_rest = plain_words(rest);
    const std::string plain = plain_words(text);
    if (words_in(plain_kicker) > most_words || !is_long_enough(plain_rest)) return text;
    for (const Fact& fact : said) {
        const std::string title = plain_words(fact.value);
        if (title == plain) return text;
        if (title == plain_rest) return rest;
        if (!title.starts_with(plain_kicker)) continue;
        if (behind.starts_with(' ') || rest.size() != behind.size()) return text;
        return kicker + (fact.value.find(kicker + ':') != std::string::npos ? ": " : " ") + rest;
    }
    const bool marked = has_mark(part, kicker_marks) || holds_word(badge_words, plain_kicker);
    return marked ? rest : text;
}

std::string without_badge(HtmlNode heading, const std::string& text, const std::vector<Fact>& said) {
    constexpr std::ptrdiff_t most_words = 3;
    const HtmlNode part = outer_part(heading, false);
    if (!part) return text;
    const std::string badge = as_read(part.text());
    if (!text.ends_with(badge) || badge.size() >= text.size()) return text;
    const std::string rest(core::trim(std::string_view(text).substr(0, text.size() - badge.size())));
    const std::string plain_badge = plain_words(badge);
    const std::string plain_rest = plain_words(rest);
    if (words_in(plain_badge) > most_words || !is_long_enough(plain_rest)) return text;
    if (is_said(said, [&](const std::string& fact) { return fact.ends_with(plain_badge); })) return text;
    const bool marked = has_mark(part, badge_marks) || holds_word(badge_words, plain_badge);
    return marked ? rest : text;
}

/// The heading without as many elements at its ends as it takes to be what machines are told, word for word: labels,
/// a subtitle, a count. A button, a time and a drawing are never a headline's words.
std::string without_outer_parts(HtmlNode heading, const std::string& text, const std::vector<Fact>& said) {
    constexpr std::size_t most_parts = 12;
    std::vector<HtmlNode> parts;
    for (HtmlNode child = heading.first_child(); child; child = child.next()) {
        if (child.is_text() ? is_blank(child.content()) : child.text(1).empty()) continue;
        parts.push_back(child);
    }
    if (parts.size() < 2 || parts.size() > most_parts) return text;
    const std::string plain = plain_words(text);
    const auto is_told = [&said](const std::string& words) {
        return is_said(said, [&words](const std::string& fact) { return fact == words; });
    };
    if (is_told(plain)) return text;
    std::string_view front(text);  // without the elements so far at its beginning
    for (std::size_t first = 0; first < parts.size(); ++first) {
        std::string_view rest = front;
        for (std::size_t last = parts.size(); last > first; --last) {
            if ((first > 0 || last < parts.size()) && is_long_enough(plain_words(rest)) && is_told(plain_words(rest)))
                return std::string(without_marks(rest));
            const std::string part = parts[last - 1].is_element() ? as_read(parts[last - 1].text()) : std::string();
            if (part.empty() || !rest.ends_with(part)) break;
            rest = core::trim(rest.substr(0, rest.size() - part.size()));
        }
        const std::string part = parts[first].is_element() ? as_read(parts[first].text()) : std::string();
        if (part.empty() || !front.starts_with(part)) break;
        front = core::trim(front.substr(part.size()));
    }
    const HtmlNode last = parts.back();
    const std::string part = last.is_element() ? as_read(last.text()) : std::string();
    const bool control = last.is("button") || last.is("time") || last.is("svg");
    if (!control || !text.ends_with(part)) return text;
    const std::string rest(core::trim(std::string_view(text).substr(0, text.size() - part.size())));
    return is_long_enough(plain_words(rest)) ? rest : text;
}

}  // namespace

std::string heading_text(const PageParts& page, HtmlNode heading, const std::vector<Fact>& said) {
    const HtmlNode inner = innermost(heading);
    std::string text = without_second_escapes(as_read(heading.text()), page);
    text = without_outer_parts(inner, text, said);
    text = without_kicker(inner, text, said);
    text = without_badge(inner, text, said);
    return std::string(without_arrows(text));
}

double heading_likeness(const std::string& heading, const std::string& said) {
    constexpr double cut = 0.9;
    const double alike = likeness(heading, said);
    const bool begins = heading.starts_with(said) && words_in(said) >= 4;
    return begins ? std::max(alike, cut) : alike;
}

}  // namespace fetch
