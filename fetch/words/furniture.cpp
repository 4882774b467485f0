#include "fetch/words/furniture.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/text.h"
#include "fetch/words/furniture_lists.h"
#include "fetch/words/labels.h"
#include "fetch/words/word_list.h"

namespace fetch {
namespace {

constexpr std::size_t longest_caption = 400;
constexpr std::size_t longest_line = 220;
constexpr std::size_t longest_notice = 320;
constexpr std::size_t longest_start = 160;  // of a line known by its first words
constexpr std::size_t longest_label = 60;
constexpr std::size_t longest_tail = 60;
constexpr std::size_t longest_stamp = 120;
constexpr std::size_t longest_whole = 100;  // no list has a longer one

LineKind meaning(const LineWords& row, LineOf where) {
    return where == LineOf::page ? row.on_page : row.in_text;
}

LineKind kind_of_whole(const std::string& line, LineOf where) {
    if (line.size() > longest_whole) return LineKind::text;
    for (const LineWords& row : whole_lines) {
        if (holds_word(row.words, line)) return meaning(row, where);
    }
    // "Bình luận (3)", "Comments (12)"
    const std::size_t count = line.find_last_not_of("0123456789 ");
    if (count != std::string::npos && count + 1 < line.size()) {
        const std::string_view uncounted = std::string_view(line).substr(0, count + 1);
        for (const LineWords& row : whole_lines) {
            if (meaning(row, where) == LineKind::tail && holds_word(row.words, uncounted)) return LineKind::tail;
        }
    }
    return LineKind::text;
}

/// A tail's first words: "More from NAME", but not a sentence that happens to start so.
bool could_be_tail(std::string_view text) {
    return text.size() < longest_tail && text.find(". ") == std::string_view::npos &&
           std::string_view(".!?\"").find(text.back()) == std::string_view::npos;
}

LineKind kind_of_start(std::string_view text, const std::string& line, LineOf where) {
    if (text.size() >= longest_start) return LineKind::text;
    for (const LineWords& row : line_starts) {
        const LineKind kind = meaning(row, where);
        if (kind == LineKind::text || (kind == LineKind::tail && !could_be_tail(text))) continue;
        if (starts_with_word(row.words, line)) return kind;
    }
    return LineKind::text;
}

/// "Views: 120", "Read more: ...". On a page, where a pointer counts only with its link, more words may follow it
/// before the colon: "More on this story: ...".
LineKind kind_of_label(std::string_view text, const std::string& line, LineOf where) {
    const std::size_t colon = std::min(text.find(':'), text.find("："));
    if (colon > longest_label) return LineKind::text;
    const std::string label = compared(text.substr(0, colon));
    for (const LineWords& row : line_labels) {
        const LineKind kind = meaning(row, where);
        if (holds_word(row.words, label)) return kind;
        if (where == LineOf::page && kind == LineKind::pointer && colon < 40 && starts_with_word(row.words, line))
            return kind;
    }
    return LineKind::text;
}

/// "5 min read", "120 views": a number, and words that are always of one.
LineKind kind_of_end(const std::string& line, LineOf where) {
    constexpr std::size_t longest_count = 40;
    if (line.size() > longest_count) return LineKind::text;
    for (const LineWords& row : line_ends) {
        const bool counts = any_word(row.words, [&line](std::string_view word) {
            if (line.size() <= word.size() || !line.ends_with(word)) return false;
            const std::string_view number = core::trim(std::string_view(line).substr(0, line.size() - word.size()));
            return !number.empty() && number.find_first_not_of("0123456789 ") == std::string_view::npos;
        });
        if (counts) return meaning(row, where);
    }
    return LineKind::text;
}

/// The phrases by their first word, and those of scripts without spaces, which may stand anywhere.
struct Phrases {
    struct Phrase {
        std::string_view words;
        const LineWords* row;
    };
    std::unordered_multimap<std::string_view, Phrase> by_word;
    std::vector<Phrase> spaceless;

    Phrases() {
        for (const LineWords& row : line_phrases) {
            any_word(row.words, [&](std::string_view phrase) {
                if (is_spaceless(phrase))
                    spaceless.push_back({phrase, &row});
                else
                    by_word.emplace(phrase.substr(0, phrase.find(' ')), Phrase{phrase, &row});
                return false;
            });
        }
    }

    static bool is_spaceless(std::string_view phrase) { return static_cast<unsigned char>(phrase.front()) >= 0xE0; }
};

/// "Sign up for our newsletter and get ...": what only the site says to its readers.
LineKind kind_of_phrase(std::string_view line, LineOf where) {
    static const Phrases phrases;
    for (std::size_t start = 0; start < line.size();) {
        const std::size_t end = std::min(line.find(' ', start), line.size());
        const auto [first, last] = phrases.by_word.equal_range(line.substr(start, end - start));
        for (auto each = first; each != last; ++each) {
            const std::string_view words = each->second.words;
            const std::size_t behind = start + words.size();
            if (line.substr(start).starts_with(words) && (behind == line.size() || line[behind] == ' '))
                return meaning(*each->second.row, where);
        }
        start = end + 1;
    }
    const bool may_be_spaceless =
        std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
    for (const Phrases::Phrase& phrase : phrases.spaceless) {
        if (may_be_spaceless && line.find(phrase.words) != std::string_view::npos) return meaning(*phrase.row, where);
    }
    return LineKind::text;
}

/// `line` is the text as compared() gives it.
LineKind kind_of_part(std::string_view text, const std::string& line, LineOf where) {
    if (const LineKind whole = kind_of_whole(line, where); whole != LineKind::text) return whole;
    if (const LineKind end = kind_of_end(line, where); end != LineKind::text) return end;
    // "More on this: ..." has the label of a pointer, and begins as the end of an article does.
    const LineKind start = kind_of_start(text, line, where);
    if (start != LineKind::text && start != LineKind::tail) return start;
    const LineKind label = kind_of_label(text, line, where);
    return label != LineKind::text ? label : start;
}

/// "Share | Print | Comments": each of its parts is furniture, and the strongest tells.
LineKind kind_of_row(std::string_view text, LineOf where) {
    LineKind strongest = LineKind::furniture;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('|', start), text.size());
        const std::string_view part = core::trim(text.substr(start, end - start));
        start = end + 1;
        const std::string line = compared(part);
        if (line.empty()) continue;
        const LineKind kind = kind_of_part(part, line, where);
        if (kind == LineKind::text) return kind;
        if (kind == LineKind::tail) strongest = kind;
    }
    return strongest;
}

/// "← The ferry is back": leads away. A closing mark makes a quotation of it.
bool is_arrow_line(std::string_view text) {
    constexpr std::string_view arrows[] = {"<", "‹", "←", "◄", "◀", ">>", "→", "►", "▶", "«"};
    const bool arrow = std::ranges::any_of(arrows, [text](std::string_view each) { return text.starts_with(each); });
    return arrow && text.size() <= 60 && text.find("»") == std::string_view::npos && !text.ends_with('>');
}

}  // namespace

LineKind kind_of_line(std::string_view text, LineOf where) {
    if (text.empty() || text.size() > longest_caption) return LineKind::text;
    const std::string line = text.size() <= longest_notice ? compared(text) : std::string();
    if (text.size() <= longest_line) {
        // Agencies set a rule of three strokes between an article's parts; the page's text keeps it.
        if (line.empty()) return text == "___" && where == LineOf::page ? LineKind::text : LineKind::furniture;
        if (const LineKind kind = kind_of_part(text, line, where); kind != LineKind::text) return kind;
        if (text.find('|') != std::string_view::npos) {
            if (const LineKind kind = kind_of_row(text, where); kind != LineKind::text) return kind;
        }
        if (is_arrow_line(text)) return LineKind::furniture;
    }
    if (text.size() <= longest_notice) {
        if (text.starts_with("©") || text.starts_with("(c) ") || line.starts_with("copyright 20"))
            return LineKind::furniture;
        if (const LineKind kind = kind_of_phrase(line, where); kind != LineKind::text) return kind;
    }
    // "Quelle: dpa" is of a picture beneath one, else the article's own word on where it comes from.
    const bool names_source = where == LineOf::page && after_source_label(text);
    if (const auto picture = picture_credit(text); picture && !names_source) {
        // A bare "Photo:" has its name in the next block, and stays with it.
        if (!picture->caption.empty() || !picture->credit.empty()) return LineKind::caption;
    }
    return text.size() < longest_stamp && is_stamp(text) ? LineKind::stamp : LineKind::text;
}

}  // namespace fetch
