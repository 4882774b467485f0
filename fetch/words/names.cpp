#include "fetch/words/names.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/characters.h"
#include "fetch/words/word_list.h"

namespace fetch {
namespace {

/// What bylines begin with, by what must follow. All may stand before a colon.
constexpr std::string_view before_space =
    "|by|written by|reported by|story by|words by|text by|posted by|published by|von|text von|par|"
    "propos recueillis par|por|texto de|door|af|av|przez|автор|penulis|oleh|yazan|tác giả|bài và ảnh|bài ảnh|"
    "tin ảnh|tin và ảnh|người viết|nhóm phóng viên|un documentaire de|un article de|责任编辑|编辑|责编|";
/// With a space these begin many other lines: "Theo Reuters" is a byline, "Theo ông A, giá lúa tăng" is not.
constexpr std::string_view before_names = "|theo|";
/// And these too many to be taken without a colon.
constexpr std::string_view before_colon =
    "|from|author|authors|reporter|autor|autorin|bài|tin|bài viết|pv|di|thực hiện|phóng viên|biên tập|記者|"
    "文|作者|记者|autore|auteur|text|auteurs|autoren|text und fotos|autora|autores|redacción|texto|testo|"
    "tekst|forfatter|skribent|tekijä|autorzy|wartawan|авторы|текст|yazar|szerző|執筆|기자|글|ผู้เขียน|الكاتب|";

constexpr auto no_names = std::to_array<std::string_view>(
    {"admin",    "administrator", "webmaster", "read more", "view all posts", "more posts", "share", "follow",
     "comments", "posts",         "author",    "guest",     "staff",          "contact",    "about", "email",
     "twitter",  "facebook",      "see all",   "null",      "undefined",      "n a",        "none",  "unknown",
     "posted",   "published",     "updated",   "redaktion", "tác giả"});

constexpr auto roles = std::to_array<std::string_view>(
    {"writer", "reporter", "correspondent", "editor", "press", "staff", "columnist", "contributor", "photographer",
     "journalist", "phóng viên", "biên tập", "redakteur", "chief", "producer"});

struct Particle {
    std::string_view word;
    bool of_desks = false;  ///< joins the words of a desk's name, not of a person's
};
constexpr auto particles = std::to_array<Particle>(
    {{"de"},  {"la"},    {"le"},       {"van"},       {"von"},     {"der"},     {"den"},       {"di"},
     {"da"},  {"do"},    {"dos"},      {"das"},       {"del"},     {"della"},   {"du"},        {"des"},
     {"bin"}, {"binti"}, {"ibn"},      {"al"},        {"el"},      {"ter"},     {"ten"},       {"af"},
     {"av"},  {"zu"},    {"of", true}, {"the", true}, {"y", true}, {"e", true}, {"und", true}, {"i", true}});

bool is_any_label(std::string_view plain) {
    return holds_word(before_space, plain) || holds_word(before_names, plain) || holds_word(before_colon, plain);
}

struct Announced {
    std::string_view rest;
    bool by_colon = false;
    bool doubtful = false;  ///< a byline only where the rest is names
};

/// What follows a byline's first words.
std::optional<Announced> after_prefix(std::string_view text) {
    constexpr std::size_t longest_label = 60;
    const std::size_t ascii = text.find(':');
    const std::size_t wide = text.find("：");
    const std::size_t colon = std::min(ascii, wide);
    if (colon <= longest_label && is_any_label(compared(text.substr(0, colon))))
        return Announced{core::trim(text.substr(colon + (colon == ascii ? 1 : 3))), true, false};
    // The longest beginning counts: "Text by Ann Lee".
    std::optional<Announced> found;
    std::size_t words = 0;
    for (std::size_t space = text.find(' '); space != std::string_view::npos && space <= longest_label && words < 4;
         space = text.find(' ', space + 1), ++words) {
        const std::string_view head = text.substr(0, space);
        if (head.empty() || std::string_view(".,;-&").find(head.back()) != std::string_view::npos) continue;
        const std::string plain = compared(head);
        const bool doubtful = holds_word(before_names, plain);
        if (doubtful || holds_word(before_space, plain))
            found = Announced{core::trim(text.substr(space)), false, doubtful};
    }
    if (found) return found;
    // "ByAnn Lee", where a page sets the two apart by style only.
    if (text.size() > 3 && ascii_lower(text.substr(0, 2)) == "by" && text[2] >= 'A' && text[2] <= 'Z' &&
        ((text[3] >= 'a' && text[3] <= 'z') || text[3] == '.'))
        return Announced{core::trim(text.substr(2)), false, false};
    return std::nullopt;
}

bool is_spaceless_script(UChar32 character) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(character, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_THAI;
}

bool has_case(UChar32 character) {
    return u_tolower(character) != character || u_toupper(character) != character;
}

/// One word of a name: a capital, where the script has them, and letters, hyphens, apostrophes or dots ("O'Neill",
/// "Jean-Luc", "T.H").
bool is_name_word(std::string_view word) {
    constexpr std::size_t longest = 30;
    const auto characters = characters_of(word);
    if (characters.empty() || characters.size() > longest) return false;
    const UChar32 first = characters.front();
    if (!u_isupper(first) && !u_istitle(first) && !(u_isalpha(first) && !has_case(first))) return false;
    return std::ranges::all_of(characters, [](UChar32 character) {
        return u_isalpha(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0 || character == '-' ||
               character == '.' || character == '\'' || character == 0x2019;
    });
}

bool is_particle(std::string_view word, Evidence evidence) {
    const std::string lower = core::lower(word);
    const auto found = std::ranges::find(particles, std::string_view(lower), &Particle::word);
    return found != particles.end() && (evidence == Evidence::marked || !found->of_desks);
}

std::string_view without_quotes(std::string_view word) {
    const auto strip = [&word](std::string_view mark) {
        if (word.starts_with(mark)) word.remove_prefix(mark.size());
        if (word.ends_with(mark)) word.remove_suffix(mark.size());
    };
    for (const std::string_view mark : {"\"", "'", "(", ")", "“", "”", "‘", "’"}) strip(mark);
    return word;
}

bool is_name(std::string_view name, Evidence evidence) {
    constexpr std::size_t longest = 70;
    if (name.size() < 2 || name.size() > longest) return false;
    const std::string plain = plain_words(name);
    if (plain.empty() || std::ranges::find(no_names, plain) != no_names.end()) return false;
    const auto characters = characters_of(name);
    if (std::ranges::all_of(characters, [](UChar32 c) { return is_spaceless_script(c) || c == ' ' || c == 0x30FB; })) {
        // Thai writes vowels beside consonants and names in full.
        const bool thai = static_cast<unsigned char>(name.front()) == 0xE0;
        return characters.size() >= 2 && characters.size() <= (thai ? 30U : 12U);
    }
    const auto words = words_of(name);
    std::size_t named = 0;
    std::size_t capitals = 0;
    for (const std::string_view each : words) {
        const std::string_view word = without_quotes(each);
        if (is_name_word(word)) {
            ++named;
            if (has_case(characters_of(word).front())) ++capitals;
        } else if (!is_particle(word, evidence)) {
            return false;
        }
    }
    // Where no capital shows that it is a name, few words must.
    return named > 0 && words.size() <= (capitals > 0 ? 6U : 4U) && is_name_word(without_quotes(words.back()));
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts{std::string(text)};
    for (const std::string_view separator :
         {", ",  "; ",  ";",   " and ", " & ", " và ",   " und ", " et ", " y ", " e ", " | ",  " / ",
          " - ", " – ", " — ", "、",    "，",  " with ", " • ",   " · ",  "/",   " + ", " dan "}) {
        std::vector<std::string> finer;
        for (const std::string& part : parts) {
            for (std::size_t start = 0; start <= part.size();) {
                const std::size_t end = std::min(part.find(separator, start), part.size());
                if (std::string piece = core::collapse_space(part.substr(start, end - start)); !piece.empty())
                    finer.push_back(std::move(piece));
                start = end + separator.size();
            }
        }
        parts = std::move(finer);
    }
    return parts;
}

/// Without brackets around the whole, as agencies' marks have them.
std::string_view without_brackets(std::string_view text) {
    for (const auto& [open, close] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"（", "）"}}) {
        if (text.starts_with(open) && text.ends_with(close)) {
            text.remove_prefix(open.size());
            text.remove_suffix(close.size());
        }
    }
    return core::trim(text);
}

std::string clean(std::string_view part) {
    const auto announced = after_prefix(part);
    std::string name(announced && !announced->doubtful ? announced->rest : part);
    if (const std::size_t open = name.find(" ("); open != std::string::npos) name.resize(open);
    // A stop after the last name is the writer's habit; after initials it belongs to them.
    const auto ends_in_initial = [&name] {
        return name.back() == '.' && name.size() > 2 && (name[name.size() - 3] == ' ' || name[name.size() - 3] == '.');
    };
    while (!name.empty() && std::string_view(".,;:*-|(").find(name.back()) != std::string_view::npos &&
           !ends_in_initial())
        name.pop_back();
    return core::collapse_space(name);
}

struct Byline {
    std::vector<std::string> names;
    bool only_names = true;  ///< nothing was left out but what the names are: "Staff Writers"
};

Byline parse(std::string_view text) {
    Byline byline;
    if (text.find("://") != std::string_view::npos) return byline;
    text = without_brackets(text);
    if (const auto announced = after_prefix(text);
        announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none)))
        text = announced->rest;
    for (const std::string& part : split(text)) {
        const std::string name = clean(part);
        if (name.empty()) continue;
        if (name.size() > 80 || name.find('@') != std::string::npos) {
            byline.only_names = false;
            continue;
        }
        if (name.find_first_of("0123456789") != std::string::npos) {
            byline.only_names = false;
            if (!byline.names.empty()) break;
        }
        const std::string plain = plain_words(name);
        if (plain.empty() || std::ranges::find(no_names, plain) != no_names.end()) {
            byline.only_names = false;
            continue;
        }
        const bool role = std::ranges::any_of(
            roles, [&](std::string_view word) { return plain.ends_with(word) || plain.starts_with(word); });
        if (role && !byline.names.empty()) {
            constexpr auto most_spaces = 2;
            if (std::ranges::count(plain, ' ') > most_spaces) byline.only_names = false;
            continue;
        }
        if (std::ranges::find(byline.names, name) == byline.names.end()) byline.names.push_back(name);
    }
    return byline;
}

}  // namespace

std::vector<std::string> names_in_byline(std::string_view text) {
    return parse(text).names;
}

bool reads_like_names(std::string_view text, Evidence evidence) {
    constexpr std::size_t longest_unmarked = 120;
    const bool marked = evidence == Evidence::marked;
    if (!marked && text.size() > longest_unmarked) return false;
    const Byline byline = parse(text);
    return !byline.names.empty() && byline.names.size() <= (marked ? 8U : 6U) && (marked || byline.only_names) &&
           std::ranges::all_of(byline.names, [evidence](const std::string& name) { return is_name(name, evidence); });
}

bool starts_like_byline(std::string_view text) {
    const auto announced = after_prefix(text);
    return announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none));
}

std::optional<std::string> after_author_label(std::string_view line) {
    const auto announced = after_prefix(line);
    if (!announced || (!announced->by_colon && !reads_like_names(announced->rest, Evidence::none))) return std::nullopt;
    return std::string(announced->rest);
}

bool is_author_label(std::string_view line) {
    return is_any_label(compared(line));
}

}  // namespace fetch
