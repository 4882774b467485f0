#include "fetch/article/author_marks.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t longest_line = 120;

/// Attributes by which pages name an element's part for their own scripts and tests.
constexpr auto part_attributes = std::to_array<std::string_view>(
    {"data-role", "data-slot", "data-testid", "data-qa", "data-component", "data-field"});

constexpr std::string_view author_marks =
    "|author|authors|byline|bylines|tacgia|writer|reporter|autor|autores|auteur|auteurs|authorname|contributor|"
    "contributors|penulis|nguoiviet|pseudonym|butdanh|signature|yazar|redactor|verfasser|kirjoittaja|forfatter|"
    "skribent|journalist|firma|";
constexpr std::string_view other_marks =
    "|site|bio|avatar|image|img|photo|social|follow|description|comment|comments|widget|archive|tag|date|time|job|"
    "role|position|";

/// Cheap, for every element of the page: without one of these there is no mark.
bool may_have_author_mark(std::string_view said) {
    return !said.empty() &&
           contains_any(ascii_lower(said), {"aut", "byline", "gia", "writer", "report", "contrib", "penulis", "viet",
                                            "pseudo", "danh", "signature", "yazar", "redactor", "verfasser", "kirjo",
                                            "forfat", "skrib", "firma", "journalist"});
}

/// True where a line of an element with an author's mark is a name. A single word may as well be a section; it counts
/// only where the line or a class of nothing but the author vouches for it, and then in small letters too.
bool is_signed(HtmlNode node, const std::string& line) {
    if (reads_like_names(line, Evidence::marked) && is_of_two_words({line})) return true;
    constexpr std::size_t longest_desk = 60;
    if (line.size() < longest_desk && names_organization(line)) return true;
    static constexpr auto plain =
        std::to_array<std::string_view>({"author", "authors", "name", "vcard", "fn", "byline", "url", "n", "entry",
                                         "post", "article", "tac", "gia", "tacgia"});
    const auto words = name_words(node.attribute("class"));
    const bool vouched = starts_like_byline(line) || std::ranges::all_of(words, [&](const std::string& word) {
                             return std::ranges::find(plain, word) != plain.end();
                         });
    constexpr std::size_t longest = 40;
    return vouched && line.size() < longest;
}

bool leads_away(const PageParts& page, HtmlNode link) {
    const auto url = resolve(page.base(), link.attribute("href"));
    return url && identity_of(*url) != identity_of(page.url()) &&
           !contains_any(ascii_lower(*url), {"author", "autor", "auteur", "profile", "tac-gia"});
}

void add_names(std::vector<std::string>& names, std::string_view line) {
    for (std::string& name : names_in_byline(line)) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
}

/// The lines of an element, and where it holds nothing but elements the text of each: a style sheet sets them apart.
std::vector<std::string> lines_of(HtmlNode node) {
    constexpr std::size_t longest_text = 1000;
    std::vector<std::string> parts;
    for (HtmlNode child = node.first_child(); child; child = child.next()) {
        if (child.is_text() && !is_blank(child.content())) return node.lines(longest_text);
        if (!child.is_element()) continue;
        std::ranges::move(child.lines(longest_text), std::back_inserter(parts));
    }
    return parts;
}

/// A byline is small; what is not holds the article or much else.
bool is_small(HtmlNode node) {
    constexpr int most_nodes = 400;
    int looked = 0;
    for (HtmlNode each = node.first_child(); each; each = each.next_in(node)) {
        if (++looked > most_nodes) return false;
    }
    return true;
}

/// Where an element is a list, each of its items that reads like a name is one.
void add_items(std::vector<std::string>& names, HtmlNode node) {
    constexpr std::size_t most_items = 12;
    const auto items = node.is("ul") || node.is("ol") ? node.descendants("li") : std::vector<HtmlNode>();
    if (items.size() < 2 || items.size() > most_items) return;
    for (const HtmlNode item : items) {
        const std::string line = item.text(longest_line);
        if (reads_like_names(line, Evidence::none) && is_of_two_words(names_in_byline(line))) add_names(names, line);
    }
}

std::vector<std::string> names_within(HtmlNode node) {
    constexpr std::size_t longest_link = 80;
    constexpr std::size_t most_lines = 4;
    std::vector<std::string> names;
    if (!is_small(node) || names_editor(node.text(longest_line))) return names;
    for (const HtmlNode link : node.descendants("a")) {
        const HtmlNode before = link.previous();
        if (before && before.is_text() && names_editor(core::collapse_space(before.content()))) continue;
        if (const std::string text = link.text(longest_line); text.size() < longest_link && is_signed(node, text))
            add_names(names, text);
    }
    if (!names.empty()) return names;
    add_items(names, node);
    if (!names.empty()) return names;
    const auto lines = lines_of(node);
    if (lines.size() > most_lines) return names;
    for (const std::string& line : lines) {
        if (line.size() < longest_line && names.empty() && is_signed(node, line)) names = names_in_byline(line);
    }
    return names;
}

/// A part of the element is marked too, and tells more exactly.
bool is_around_marked_names(const PageParts& page, HtmlNode node) {
    constexpr int most_nodes = 100;
    int looked = 0;
    for (HtmlNode each = node.first_child(); each && looked < most_nodes; each = each.next_in(node), ++looked) {
        if (each.is_element() && has_author_mark(each) && is_of_article(page, each) && !names_within(each).empty())
            return true;
    }
    return false;
}

/// What holds an element and the others of its list, each perhaps in a box of its own. What holds much else is a list
/// of articles.
HtmlNode list_around(HtmlNode node) {
    constexpr std::size_t longest_list = 600;
    constexpr std::size_t longest_of_boxes = 200;
    constexpr int most_levels = 4;
    HtmlNode list;
    HtmlNode around = node.parent();
    for (int level = 1; around && level <= most_levels && !around.is("body"); ++level, around = around.parent()) {
        const std::size_t longest = level > 2 ? longest_of_boxes : longest_list;
        if (around.text(longest).size() >= longest) break;
        if (level > 1) list = around;
    }
    return list;
}

/// The elements beside one that look the same: a list of authors has one each.
void add_names_beside(const PageParts& page, HtmlNode node, std::vector<std::string>& names) {
    constexpr int most_nodes = 400;
    constexpr std::size_t most_names = 12;
    if (node.attribute("class").empty()) return;
    const HtmlNode list = list_around(node);
    if (!list) return;
    int looked = 0;
    for (HtmlNode each = node.next_after(list); each && looked < most_nodes; each = each.next_in(list), ++looked) {
        if (each.name() != node.name() || each.attribute("class") != node.attribute("class")) continue;
        if (names.size() >= most_names || !is_of_article(page, each) || is_of_other_article(page, each)) return;
        for (const std::string& name : names_within(each)) add_names(names, name);
    }
}

/// An aside, nav or footer of few words beside the title, or in what holds the title and the text alone, is the
/// article's own: it says who and when.
bool is_note_to_title(const PageParts& page, HtmlNode element) {
    constexpr std::size_t longest = 160;
    constexpr int most_levels = 2;
    if (!page.title_place() || !(element.is("aside") || element.is("nav") || element.is("footer"))) return false;
    if (element.text(longest).size() >= longest) return false;
    HtmlNode around = element.parent();
    for (int level = 0; around && level < most_levels && !around.is("body"); ++level, around = around.parent()) {
        if (page.title_place().lies_in(around)) return true;
    }
    return false;
}

}  // namespace

bool has_author_mark(HtmlNode node) {
    std::vector<std::string> words;
    const auto add = [&](std::string_view attribute) {
        if (const std::string_view said = node.attribute(attribute); may_have_author_mark(said))
            std::ranges::move(name_words(said), std::back_inserter(words));
    };
    add("class");
    add("id");
    for (const std::string_view attribute : part_attributes) add(attribute);
    const auto is = [&](std::string_view wanted) { return std::ranges::find(words, wanted) != words.end(); };
    const auto marks = [&](std::string_view list) {
        return std::ranges::any_of(words, [&](const std::string& word) { return holds_word(list, word); });
    };
    const bool by_parts = (is("tac") && is("gia")) || (is("but") && is("danh")) || (is("nguoi") && is("viet"));
    return (by_parts || marks(author_marks)) && (is("name") || !marks(other_marks));
}

bool is_of_two_words(const std::vector<std::string>& names) {
    return !names.empty() && std::ranges::all_of(names, [](const std::string& name) {
        return name.find(' ') != std::string::npos || static_cast<unsigned char>(name.front()) >= 0xE3;
    });
}

bool is_of_other_article(const PageParts& page, HtmlNode node) {
    constexpr int most_levels = 4;
    constexpr int most_nodes = 60;
    constexpr std::size_t shortest_headline = 40;  // a shorter one may be the author's name
    HtmlNode around = node.parent();
    const HtmlNode card = around ? around.closest("a") : HtmlNode();
    if (card && leads_away(page, card) && card.text(longest_line).size() > shortest_headline) return true;
    for (int level = 0; around && level < most_levels && !page.is_spine(around); ++level, around = around.parent()) {
        const bool item = around.is("li") || around.is("article") || around.is("tr");
        int looked = 0;
        for (HtmlNode each = around.first_child(); each && looked < most_nodes; each = each.next_in(around), ++looked) {
            const std::string_view tag = each.name();
            const bool heading = heading_rank(tag) > 0;
            HtmlNode link = each;
            if (heading) {
                const auto links = each.descendants("a");
                link = !links.empty() ? links.front() : each.closest("a");
            } else if (!item || tag != "a") {
                continue;
            }
            if (link && !link.lies_in(node) && leads_away(page, link) &&
                each.text(longest_line).size() > shortest_headline)
                return true;
        }
    }
    return false;
}

bool is_of_article(const PageParts& page, HtmlNode node) {
    for (HtmlNode around = node; around; around = around.parent()) {
        const Region region = page.region_of(around);
        if (region == Region::related || region == Region::comments || region == Region::advertising) return false;
        if ((region == Region::sidebar || region == Region::navigation) && !is_note_to_title(page, around))
            return false;
    }
    return true;
}

bool find_marked_bylines(const PageParts& page, const ArticleBody& body, const TakeNames& take) {
    constexpr std::size_t most_names = 12;
    constexpr int most_offered = 60;
    int offered = 0;
    std::unordered_map<std::string_view, bool> seen;  // a page has few classes and many elements
    const auto may_be_marked = [&seen](std::string_view said) {
        if (said.empty()) return false;
        const auto [place, is_new] = seen.try_emplace(said, false);
        if (is_new) place->second = may_have_author_mark(said);
        return place->second;
    };
    for (const HtmlNode node : page.all_elements()) {
        const bool may_be = may_be_marked(node.attribute("class")) || may_be_marked(node.attribute("id")) ||
                            std::ranges::any_of(part_attributes, [&](std::string_view attribute) {
                                return may_be_marked(node.attribute(attribute));
                            });
        if (!may_be || !has_author_mark(node) || node.is("body") || node.is("input") || !is_of_article(page, node))
            continue;
        if (page.title_place() && page.title_place().lies_in(node)) continue;
        if (body.container && body.container.lies_in(node)) continue;
        std::vector<std::string> names = names_within(node);
        if (names.empty() || names.size() > most_names || is_of_other_article(page, node) ||
            is_around_marked_names(page, node))
            continue;
        if (++offered > most_offered) return false;
        add_names_beside(page, node, names);
        const Taken taken = take(names, "class " + std::string(node.attribute("class").substr(0, 60)));
        // Behind the article's own byline stand those of others.
        if (taken != Taken::nothing) return taken == Taken::persons;
    }
    return false;
}

}  // namespace fetch
