#include "fetch/article/shown_bylines.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t longest_line = 120;
constexpr std::string_view digits = "0123456789";

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

bool closes_sentence(std::string_view line) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{".", "!", "?", ":", "\"", "”", "…"},
                               [line](std::string_view mark) { return line.ends_with(mark); }) &&
           !line.ends_with("...");
}

/// A line beside a heading is of what the heading begins.
bool holds_heading(HtmlNode node) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{"h2", "h3", "h4"},
                               [node](std::string_view tag) { return !node.descendants(tag).empty(); });
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
/// Where nothing else tells that it is a byline, dashes and commas set other things apart as well.
std::string_view before_date(std::string_view line, bool at_dashes) {
    constexpr std::ptrdiff_t fewest_digits = 4;
    const std::size_t digit = line.find_first_of(digits);
    if (std::ranges::count_if(line, [](char c) { return c >= '0' && c <= '9'; }) < fewest_digits) return {};
    std::size_t end = std::string_view::npos;
    for (const std::string_view mark : {" / ", " | ", " - ", " – ", " — ", " • ", " · ", ", "}) {
        const bool dash = mark == ", " || mark == " - " || mark == " – " || mark == " — ";
        const std::size_t at = dash && !at_dashes ? std::string_view::npos : line.substr(0, digit).rfind(mark);
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

/// True for the address of this author's page: ".../author/ann-lee", ".../tac-gia-le-ha-12.html". A path that spells
/// somebody spells this name; "View profile" stands on such links too. Letters beyond ASCII are spelled in many ways.
/// An empty name is anybody's.
bool is_author_page(std::string_view url, std::string_view name) {
    static constexpr std::string_view author_folders =
        "|author|authors|autor|autores|autoren|autorin|auteur|auteurs|autore|autori|autorzy|autorius|writer|writers|"
        "journalist|journalists|journaliste|journalistes|reporter|reporters|columnist|columnists|contributor|"
        "contributors|correspondents|byline|redakteur|redakteure|signature|firma|firmas|colunista|colunistas|tac-gia|"
        "tacgia|penulis|yazar|yazarlar|szerzo|forfatter|skribent|kirjoittaja|toimittaja|schrijver|avtor|";
    static constexpr std::string_view person_folders = "|staff|profile|profiles|profil|people|person|team|by|";
    static constexpr auto beginnings = std::to_array<std::string_view>({"author-", "autor-", "auteur-", "tac-gia-"});
    constexpr std::size_t shortest_word = 3;
    const std::string path = ascii_lower(url.substr(std::min(url.size(), url.find('/', url.find("//") + 2))));
    std::string_view slug;
    bool of_author = true;
    for (std::size_t start = 1; start < path.size() && slug.empty();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string folder = path.substr(start, end - start);
        const bool person = holds_word(person_folders, folder);
        if (person || holds_word(author_folders, folder)) {
            slug = std::string_view(path).substr(std::min(end + 1, path.size()));
            of_author = !person;
        } else if (std::ranges::any_of(beginnings, [&](std::string_view word) { return folder.starts_with(word); })) {
            slug = std::string_view(path).substr(start);
        }
        start = end + 1;
    }
    if (slug.empty() || name.empty()) return !slug.empty();
    const std::vector<std::string> words = name_words(name);
    if (std::ranges::any_of(words, [&](const std::string& word) {
            return word.size() >= shortest_word && slug.find(word) != std::string_view::npos;
        }))
        return true;
    const bool ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return of_author && (!ascii || slug.find_first_of(digits) != std::string_view::npos);
}

}  // namespace

bool ShownBylines::find_marked() const {
    return find_marked_bylines(page_, body_, take_) || by_label() || by_author_page();
}

bool ShownBylines::find_others(bool only_told) const {
    return (!only_told && by_person()) || near_title(only_told) || signature(only_told) || reporter_in_text();
}

/// The first person that microdata or RDFa describes on the page.
bool ShownBylines::by_person() const {
    constexpr std::size_t longest = 80;
    int left = 200;
    for (const HtmlNode node : page_.with_itemprop("name")) {
        if (left-- == 0) break;
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

/// Links to authors' pages between the title and the text, or just above the title.
bool ShownBylines::by_author_page() const {
    constexpr std::size_t above = 3;
    constexpr std::size_t below = 20;
    constexpr std::size_t most_names = 4;  // more of them are a list of all authors
    constexpr std::size_t longest_link = 80;
    constexpr std::size_t paragraph = 200;
    if (!page_.title_place()) return false;
    const std::size_t title = place_of_title();
    if (title == blocks_.size()) return false;
    std::vector<std::string> names;
    int paragraphs = 0;
    for (std::size_t i = title - std::min(title, above); i < std::min(blocks_.size(), title + below); ++i) {
        const TextBlock& block = blocks_[i];
        if (block.text.size() > paragraph && i > title && ++paragraphs > 1) break;
        if (i == title || block.text.size() > longest_line || !is_of_article(page_, block.node)) continue;
        const bool announced = starts_like_byline(block.text);
        for (const HtmlNode link : block.node.descendants("a")) {
            const std::string text = link.text(longest_link);
            if (text.size() >= longest_link || is_of_other_article(page_, link)) continue;
            const std::string page = resolve(page_.base(), link.attribute("href")).value_or("");
            if (!is_author_page(page, announced ? std::string_view() : text)) continue;
            // "By Ann Lee and Bob Ray": only one of them may have a page.
            const bool whole = announced && reads_like_names(block.text, Evidence::marked);
            const std::string& line = whole ? block.text : text;
            if (!reads_like_names(line, Evidence::none) || !is_of_two_words(names_in_byline(line))) continue;
            for (std::string& name : names_in_byline(line)) {
                if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
            }
        }
    }
    return !names.empty() && names.size() <= most_names && take_(names, "link to the author's page") == Taken::persons;
}

/// The block that shows the title; their number where none does.
std::size_t ShownBylines::place_of_title() const {
    std::size_t title = blocks_.size();
    for (std::size_t i = 0; i < blocks_.size() && page_.title_place(); ++i) {
        if (blocks_[i].node.lies_in(page_.title_place())) title = i;
    }
    return title;
}

bool ShownBylines::is_vietnamese() const {
    return !body_.blocks.empty() &&
           (holds_vietnamese(body_.blocks.front().text) || holds_vietnamese(body_.blocks.back().text));
}

/// "By NAME" or "NAME - date" beside the title.
bool ShownBylines::near_title(bool only_told) const {
    constexpr std::size_t before = 6;
    constexpr std::size_t behind = 20;
    const std::size_t title = place_of_title();
    const bool known = title < blocks_.size();
    const std::size_t start = !known || title < before ? 0 : title - before;
    const std::size_t end = known ? std::min(blocks_.size(), title + behind) : blocks_.size();
    const bool vietnamese = is_vietnamese();
    for (std::size_t i = start; i < end; ++i) {
        const std::string& text = blocks_[i].text;
        if (text.size() > longest_line || i == title || blocks_[i].region == Region::comments ||
            blocks_[i].region == Region::navigation || blocks_[i].region == Region::related ||
            is_of_other_article(page_, blocks_[i].node))
            continue;
        if (const auto reporters = reporters_in_line(text);
            !reporters.empty() && take_(reporters, "byline") == Taken::persons)
            return true;
        const bool announced = starts_like_byline(text);
        const std::string_view behind_it = behind_date(text);
        std::string_view before_it = before_date(text, true);
        if (!announced && !vietnamese && !starts_like_byline(before_it)) before_it = before_date(text, false);
        const std::string_view labelled = announced ? std::string_view() : from_author_label(text);
        const std::string line(!labelled.empty()    ? labelled
                               : !behind_it.empty() ? behind_it
                               : !before_it.empty() ? before_it
                                                    : text);
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
        if (text.size() > longest || block->kind == BlockKind::item) continue;
        if (holds_heading(block->node) || is_of_other_article(page_, block->node)) continue;
        if (closes_sentence(text)) continue;
        const bool right = is_set_right(*block);
        // Elsewhere a bold line at the end is a heading of what follows.
        const bool apart = right || (vietnamese && is_emphasized(*block)) || starts_like_byline(text) ||
                           text.starts_with("—") || text.starts_with("– ");
        const bool at_end = block == &body_.blocks.back() && block->link_characters == 0;
        const bool alone = (vietnamese || !only_told) && at_end;
        if (block->kind == BlockKind::heading && !right) continue;
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
        if (const auto names = reporters_in_line(block->text);
            !names.empty() && take_(names, "reporter in the text") == Taken::persons)
            return true;
    }
    return false;
}

}  // namespace fetch
