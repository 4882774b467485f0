#include "fetch/article/shown_bylines.h"

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
constexpr std::string_view digits = "0123456789";

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
        return std::ranges::any_of(
            words, [&](const std::string& word) { return list.find('|' + word + '|') != std::string_view::npos; });
    };
    const bool by_parts = (is("tac") && is("gia")) || (is("but") && is("danh")) || (is("nguoi") && is("viet"));
    return (by_parts || marks(author_marks)) && (is("name") || !marks(other_marks));
}

/// Or of a script that sets no spaces.
bool is_of_two_words(const std::vector<std::string>& names) {
    return !names.empty() && std::ranges::all_of(names, [](const std::string& name) {
        return name.find(' ') != std::string::npos || static_cast<unsigned char>(name.front()) >= 0xE3;
    });
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

/// The nearest heading around an element leads to another page, or the list's item it stands in does: it is of the
/// article there.
bool is_of_other_article(const PageParts& page, HtmlNode node) {
    constexpr int most_levels = 4;
    constexpr int most_nodes = 60;
    constexpr std::size_t shortest_headline = 40;  // a shorter one may be the author's name
    HtmlNode around = node.parent();
    for (int level = 0; around && level < most_levels && !page.is_spine(around); ++level, around = around.parent()) {
        const bool item = around.is("li") || around.is("article") || around.is("tr");
        int looked = 0;
        for (HtmlNode each = around.first_child(); each && looked < most_nodes; each = each.next_in(around), ++looked) {
            const std::string_view tag = each.name();
            const bool heading = tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
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

std::vector<std::string> names_within(HtmlNode node) {
    constexpr std::size_t longest_link = 80;
    constexpr std::size_t most_lines = 4;
    std::vector<std::string> names;
    if (names_editor(node.text(longest_line))) return names;
    for (const HtmlNode link : node.descendants("a")) {
        if (const std::string text = link.text(longest_line); text.size() < longest_link && is_signed(node, text))
            add_names(names, text);
    }
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

/// The elements beside one that look the same: a list of authors has one each.
void add_names_beside(const PageParts& page, HtmlNode node, std::vector<std::string>& names) {
    constexpr int most_nodes = 400;
    constexpr std::size_t most_names = 12;
    const HtmlNode list = node.parent() ? node.parent().parent() : HtmlNode();
    if (!list || list.is("body") || node.attribute("class").empty()) return;
    // What holds much else is a list of articles.
    constexpr std::size_t longest_list = 600;
    if (list.text(longest_list).size() >= longest_list) return;
    int looked = 0;
    for (HtmlNode each = node.next_after(list); each && looked < most_nodes; each = each.next_in(list), ++looked) {
        if (each.name() != node.name() || each.attribute("class") != node.attribute("class")) continue;
        if (names.size() >= most_names || !is_of_article(page, each) || is_of_other_article(page, each)) return;
        for (const std::string& name : names_within(each)) add_names(names, name);
    }
}

bool is_set_right(const TextBlock& block) {
    HtmlNode node = block.node;
    for (int levels = 0; node && levels < 2; ++levels, node = node.parent()) {
        const std::string style = ascii_lower(node.attribute("style"));
        if (contains_any(style, {"text-align:right", "text-align: right", "text-align:end", "text-align: end"}) ||
            ascii_lower(node.attribute("align")) == "right" ||
            contains_any(class_and_id(node), {"align-right", "alignright", "text-right", "text-end"}) ||
            has_author_mark(node))
            return true;
    }
    return false;
}

bool is_emphasized(const TextBlock& block) {
    if (block.strong_characters * 2 > block.characters) return true;
    for (const std::string_view tag : {"em", "i"}) {
        for (const HtmlNode node : block.node.descendants(tag)) {
            if (node.text(longest_line).size() * 2 > block.text.size()) return true;
        }
    }
    return false;
}

/// "NAME / 07.11.2023", "NAME - NAME - 25/11/2026 - 14:05": the names before the first number; empty: there is none.
std::string_view before_date(std::string_view line) {
    constexpr std::ptrdiff_t fewest_digits = 4;
    const std::size_t digit = line.find_first_of(digits);
    if (std::ranges::count_if(line, [](char c) { return c >= '0' && c <= '9'; }) < fewest_digits) return {};
    std::size_t end = std::string_view::npos;
    for (const std::string_view mark : {" / ", " | ", " - ", " – ", " — ", " • ", " · ", ", "}) {
        const std::size_t at = line.substr(0, digit).rfind(mark);
        if (at != std::string_view::npos && (end == std::string_view::npos || at > end)) end = at;
    }
    return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
}

/// "Posted on 5 May by NAME": what follows the word, where a number stands before it.
std::string_view behind_date(std::string_view line) {
    constexpr std::size_t farthest = 60;
    for (const std::string_view word : {" by ", " von ", " par ", " por ", " bởi ", " oleh ", " door "}) {
        const std::size_t at = line.find(word);
        if (at != std::string_view::npos && at < farthest && line.find_first_of(digits) < at)
            return line.substr(at + 1);
    }
    return {};
}

}  // namespace

bool is_of_article(const PageParts& page, HtmlNode node) {
    for (HtmlNode around = node; around; around = around.parent()) {
        const Region region = page.region_of(around);
        if (region == Region::related || region == Region::comments || region == Region::sidebar ||
            region == Region::navigation || region == Region::advertising)
            return false;
    }
    return true;
}

bool ShownBylines::find_marked() const {
    return by_class() || by_label();
}

bool ShownBylines::find_others(bool only_told) const {
    return (!only_told && by_person()) || near_title(only_told) || signature(only_told) || reporter_in_text();
}

bool ShownBylines::by_class() const {
    constexpr std::size_t most_names = 12;
    std::unordered_map<std::string_view, bool> seen;  // a page has few classes and many elements
    const auto may_be_marked = [&seen](std::string_view said) {
        if (said.empty()) return false;
        const auto [place, is_new] = seen.try_emplace(said, false);
        if (is_new) place->second = may_have_author_mark(said);
        return place->second;
    };
    for (const HtmlNode node : page_.all_elements()) {
        const bool may_be = may_be_marked(node.attribute("class")) || may_be_marked(node.attribute("id")) ||
                            std::ranges::any_of(part_attributes, [&](std::string_view attribute) {
                                return may_be_marked(node.attribute(attribute));
                            });
        if (!may_be || !has_author_mark(node) || node.is("body") || node.is("input") || !is_of_article(page_, node))
            continue;
        if (page_.title_place() && page_.title_place().lies_in(node)) continue;
        if (body_.container && body_.container.lies_in(node)) continue;
        std::vector<std::string> names = names_within(node);
        if (names.empty() || names.size() > most_names || is_of_other_article(page_, node) ||
            is_around_marked_names(page_, node))
            continue;
        add_names_beside(page_, node, names);
        const Taken taken = take_(names, "class " + std::string(node.attribute("class").substr(0, 60)));
        // Behind the article's own byline stand those of others.
        if (taken != Taken::nothing) return taken == Taken::persons;
    }
    return false;
}

/// The first person that microdata or RDFa describes on the page.
bool ShownBylines::by_person() const {
    constexpr std::size_t longest = 80;
    for (const HtmlNode node : page_.with_itemprop("name")) {
        HtmlNode person = node;
        for (int levels = 0; person && levels < 3; ++levels) {
            if (contains_any(person.attribute("typeof"), {"Person"}) ||
                contains_any(person.attribute("itemtype"), {"Person"}))
                break;
            person = levels < 2 ? person.parent() : HtmlNode();
        }
        if (!person || !is_of_article(page_, node)) continue;
        const std::string name = node.has("content") ? plain_text(node.attribute("content")) : node.text(longest_line);
        if (name.size() < longest && take_(names_in_byline(name), "microdata Person") == Taken::persons) return true;
    }
    return false;
}

/// A name under a line that says no more than "Author".
bool ShownBylines::by_label() const {
    constexpr std::size_t longest_label = 30;
    for (std::size_t i = 1; i < blocks_.size(); ++i) {
        const TextBlock& label = blocks_[i - 1];
        const TextBlock& name = blocks_[i];
        if (label.text.size() > longest_label || name.text.size() > longest_line || name.region != Region::content)
            continue;
        if (is_author_label(label.text) && reads_like_names(name.text, Evidence::marked) &&
            take_(names_in_byline(name.text), "labelled byline") == Taken::persons)
            return true;
    }
    return false;
}

bool ShownBylines::is_vietnamese() const {
    return !body_.blocks.empty() &&
           (holds_vietnamese(body_.blocks.front().text) || holds_vietnamese(body_.blocks.back().text));
}

/// "By NAME" or "NAME - date" beside the title.
bool ShownBylines::near_title(bool only_told) const {
    constexpr std::size_t before = 6;
    constexpr std::size_t behind = 20;
    std::size_t title = blocks_.size();
    for (std::size_t i = 0; i < blocks_.size() && page_.title_place(); ++i) {
        if (blocks_[i].node.lies_in(page_.title_place())) title = i;
    }
    const bool known = title < blocks_.size();
    const std::size_t start = !known || title < before ? 0 : title - before;
    const std::size_t end = known ? std::min(blocks_.size(), title + behind) : blocks_.size();
    const bool vietnamese = is_vietnamese();
    for (std::size_t i = start; i < end; ++i) {
        const std::string& text = blocks_[i].text;
        if (text.size() > longest_line || i == title || blocks_[i].region == Region::comments ||
            blocks_[i].region == Region::navigation || blocks_[i].region == Region::related)
            continue;
        if (const auto reporter = reporter_in_line(text);
            !reporter.empty() && take_({reporter}, "byline") == Taken::persons)
            return true;
        const bool announced = starts_like_byline(text);
        const std::string_view behind_it = behind_date(text);
        const std::string_view before_it = before_date(text);
        const std::string line(!behind_it.empty() ? behind_it : !before_it.empty() ? before_it : text);
        if (!announced && line == text) continue;
        if (!reads_like_names(line, Evidence::marked)) continue;
        const auto names = names_in_byline(line);
        // What only stands beside a date may be a section or a place.
        const bool told = announced || starts_like_byline(line);
        if (!told && ((only_told && !vietnamese) || !is_of_two_words(names))) continue;
        if (take_(names, "byline") == Taken::persons) return true;
    }
    return false;
}

/// Vietnamese papers sign at the end of the text.
bool ShownBylines::signature(bool only_told) const {
    constexpr std::size_t longest = 90;
    constexpr std::size_t most_names = 5;
    if (body_.blocks.empty()) return false;
    std::vector<const TextBlock*> last;  // from the end of the text on backwards, after what stands just behind it
    for (auto block = body_.blocks.rbegin(); block != body_.blocks.rend() && last.size() < 3; ++block)
        last.push_back(&*block);
    const auto place = std::ranges::find_if(blocks_, [&](const TextBlock& block) {
        return block.node == body_.blocks.back().node && block.text == body_.blocks.back().text;
    });
    std::vector<const TextBlock*> all;
    constexpr std::ptrdiff_t most_behind = 4;
    if (place != blocks_.end()) {
        for (auto block = place + 1; block != blocks_.end() && block - place <= most_behind; ++block) {
            if ((block->region == Region::content || block->region == Region::byline) && is_set_right(*block))
                all.push_back(&*block);
        }
    }
    std::ranges::copy(last, std::back_inserter(all));
    const bool vietnamese = is_vietnamese();
    for (const TextBlock* block : all) {
        const std::string& text = block->text;
        if (text.size() > longest || block->kind == BlockKind::heading || block->kind == BlockKind::item) continue;
        if (std::string_view(".!?:\"”…").find(text.back()) != std::string_view::npos && !text.ends_with("..."))
            continue;
        const bool right = is_set_right(*block);
        // Elsewhere a bold line at the end is a heading of what follows.
        const bool apart = right || (vietnamese && is_emphasized(*block)) || starts_like_byline(text);
        const bool alone = !only_told && block == &body_.blocks.back() && !block->link_characters;
        if (!(apart || alone) || !reads_like_names(text, Evidence::marked)) continue;
        const auto names = names_in_byline(text);
        if (names.size() > most_names || (!(right && vietnamese) && !is_of_two_words(names))) continue;
        if (take_(names, "signature") == Taken::persons) return true;
    }
    return false;
}

/// "〔記者王小明／台北報導〕", "(서울=뉴스) 홍길동 기자 =": in the text's first line or at its end.
bool ShownBylines::reporter_in_text() const {
    if (body_.blocks.empty()) return false;
    for (const TextBlock* block : {&body_.blocks.front(), &body_.blocks.back()}) {
        if (const auto name = reporter_in_line(block->text);
            !name.empty() && take_({name}, "reporter in the text") == Taken::persons)
            return true;
    }
    return false;
}

}  // namespace fetch
