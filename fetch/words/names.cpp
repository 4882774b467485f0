#include "fetch/words/names.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/characters.h"
#include "fetch/words/label_lists.h"
#include "fetch/words/labels.h"
#include "fetch/words/word_list.h"

namespace fetch {
namespace {

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
    return holds_word(author_labels, plain) || holds_word(shy_author_labels, plain) ||
           holds_word(colon_author_labels, plain);
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
        const bool doubtful = holds_word(shy_author_labels, plain);
        if (doubtful || holds_word(author_labels, plain))
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
    if (plain.empty() || holds_word(no_author_names, plain)) return false;
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

bool is_upper(std::string_view text) {
    const auto characters = characters_of(text);
    return std::ranges::any_of(characters, has_case) &&
           std::ranges::none_of(characters, [](UChar32 character) { return u_islower(character) != 0; });
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

std::size_t count_words(std::string_view text) {
    return words_of(text).size();
}

/// An agency's or a degree's letters, "VOV1" and "MS", as people's names in capitals and small letters are not.
bool is_abbreviation(std::string_view word, bool among_small_letters) {
    constexpr std::size_t longest = 6;
    if (word.size() < 2 || word.size() > longest || !is_upper(word) || word.find('.') != std::string_view::npos)
        return false;
    return among_small_letters || word.find_first_of("AEIOUY") == std::string_view::npos;
}

/// The parts of a byline where a mark parts them.
std::vector<std::string> split_at_marks(std::string_view text) {
    std::vector<std::string> parts{std::string(text)};
    for (const std::string_view separator :
         {", ",   "; ",  ";",   "、",  "，",     "､",   "／",  "/",   " & ", " | ", "｜",
          " và ", " - ", " – ", " — ", " with ", " • ", " · ", " + ", "،",   "؛"}) {
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

/// And where a word joins two names. "José Volta e Pinto" is one: a family's name alone is nobody.
std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> names;
    for (const std::string& part : split_at_marks(text)) {
        std::vector<std::string> finer{part};
        for (const std::string_view joint : {" and ", " und ", " et ", " y ", " e ", " dan ", " og ", " och ", " ja ",
                                             " en ", " i ", " и ", " та ", " ve ", " és ", " și ", " ir ", " και "}) {
            for (std::size_t i = 0; i < finer.size(); ++i) {
                const std::string whole = finer[i];
                const std::size_t at = whole.find(joint);
                if (at == std::string::npos) continue;
                const std::string right = whole.substr(at + joint.size());
                if (count_words(right) < 2 && count_words(whole.substr(0, at)) > 1) continue;
                finer[i] = whole.substr(0, at);
                finer.insert(finer.begin() + static_cast<std::ptrdiff_t>(i) + 1, right);
            }
        }
        std::ranges::move(finer, std::back_inserter(names));
    }
    return names;
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

/// Without what stands in brackets behind a name: "(Reuters)", "(tổng hợp)", "(Theo AFP, CNN)".
std::string without_remarks(std::string_view text) {
    std::string rest(text);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{" (", ")"}, {" [", "]"}}) {
        for (std::size_t start = rest.find(open); start != std::string::npos; start = rest.find(open)) {
            const std::size_t end = rest.find(close, start);
            rest.erase(start, end == std::string::npos ? end : end + close.size() - start);
        }
    }
    return rest;
}

/// "홍길동 기자": Korean and Japanese papers set the role behind the name.
std::string_view without_role_behind(std::string_view name) {
    constexpr std::size_t shortest = 6;
    for (const std::string_view role : {"기자", "특파원", "記者", "记者"}) {
        if (name.size() >= shortest + role.size() && name.ends_with(role))
            return core::trim(name.substr(0, name.size() - role.size()));
    }
    return name;
}

std::string clean(std::string_view part) {
    const auto announced = after_prefix(part);
    std::string name(without_role_behind(announced && !announced->doubtful ? announced->rest : part));
    // A stop after the last name is the writer's habit; after initials it belongs to them.
    const auto ends_in_initial = [&name] {
        return name.back() == '.' && name.size() > 2 && (name[name.size() - 3] == ' ' || name[name.size() - 3] == '.');
    };
    while (!name.empty() && std::string_view(".,;:*-|(").find(name.back()) != std::string_view::npos &&
           !ends_in_initial())
        name.pop_back();
    return core::collapse_space(name);
}

bool is_role(const std::string& plain) {
    return any_word(author_roles, [&plain](std::string_view role) {
        if (!plain.starts_with(role) && !plain.ends_with(role)) return false;
        if (plain.size() == role.size()) return true;
        return plain.starts_with(role) ? plain[role.size()] == ' ' : plain[plain.size() - role.size() - 1] == ' ';
    });
}

/// A name with digits is a user's, in one word: "Leser24". All else with digits is a date or an address.
bool is_date_or_place(std::string_view name) {
    constexpr std::size_t longest = 20;
    if (!has_digit(name)) return false;
    return name.size() > longest || name.find_first_of(" .:/") != std::string_view::npos ||
           u_isdigit(characters_of(name).front());
}

struct Byline {
    std::vector<std::string> names;
    bool only_names = true;  ///< nothing was left out but what the names are: "Staff Writers"
};

/// Drops what only says where and for whom the others write: "VOV1", "The Daily Post", "London".
void drop_what_is_beside_names(std::vector<std::string>& names, bool vietnamese) {
    const auto is_person = [](const std::string& name) { return count_words(name) > 1 && !names_organization(name); };
    const bool small = std::ranges::any_of(names, [](const std::string& name) { return !is_upper(name); });
    if (names.size() < 2 || std::ranges::none_of(names, is_person)) return;
    std::erase_if(names, [&](const std::string& name) {
        if (names_organization(name)) return true;
        const auto words = words_of(name);
        const std::string_view first = words.front().substr(0, words.front().find('-'));
        if (is_abbreviation(first, small && is_upper(first))) return true;
        const bool spaced = !is_spaceless_script(characters_of(name).front());
        return words.size() == 1 && spaced && !vietnamese && name != names.front();
    });
}

Byline parse(std::string_view text) {
    Byline byline;
    if (text.find("://") != std::string_view::npos) return byline;
    text = without_brackets(text);
    if (const auto announced = after_prefix(text);
        announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none)))
        text = announced->rest;
    for (const std::string& part : split(without_remarks(text))) {
        const std::string name = clean(part);
        if (name.empty()) continue;
        if (name.size() > 80 || name.find('@') != std::string::npos || is_date_or_place(name)) {
            byline.only_names = false;
            if (!byline.names.empty() && has_digit(name)) break;
            continue;
        }
        const std::string plain = plain_words(name);
        const auto credit = picture_credit(part);
        if (plain.empty() || holds_word(no_author_names, plain) || (credit && credit->caption.empty())) {
            byline.only_names = false;
            continue;
        }
        if (holds_word(author_roles, plain) || (is_role(plain) && !byline.names.empty())) {
            constexpr auto most_spaces = 2;
            if (std::ranges::count(plain, ' ') > most_spaces) byline.only_names = false;
            continue;
        }
        if (std::ranges::find(byline.names, name) == byline.names.end()) byline.names.push_back(name);
    }
    drop_what_is_beside_names(byline.names, holds_vietnamese(text));
    return byline;
}

}  // namespace

bool names_editor(std::string_view line) {
    constexpr std::size_t longest_label = 40;
    const std::size_t colon = line.find(':');
    return colon <= longest_label && holds_word(editor_labels, compared(line.substr(0, colon)));
}

bool holds_vietnamese(std::string_view text) {
    return std::ranges::any_of(characters_of(text), [](UChar32 character) {
        const UChar32 small = u_tolower(character);
        return (small >= 0x1EA0 && small <= 0x1EF9) || small == 0x103 || small == 0x111 || small == 0x1A1 ||
               small == 0x1B0;
    });
}

std::string reporter_in_line(std::string_view line) {
    constexpr std::size_t longest_line = 400;  // bytes of the line that are looked at: the role stands near an end
    constexpr std::size_t most_characters = 4;
    const std::string_view head = line.substr(0, longest_line);
    const auto script_of = [](UChar32 character) {
        UErrorCode status = U_ZERO_ERROR;
        return uscript_getScript(character, &status);
    };
    const auto characters = characters_of(head);
    const auto name_at = [&](std::size_t start, std::size_t end) {
        std::string name;
        for (std::size_t i = start; i < end; ++i) icu::UnicodeString(UChar32(characters[i])).toUTF8String(name);
        return name;
    };
    for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
        const bool chinese = (characters[i] == 0x8A18 || characters[i] == 0x8BB0) && characters[i + 1] == 0x8005;
        if (chinese) {  // 記者, 记者, and its name up to a mark: in running text a verb follows at once
            std::size_t start = i + 2;
            while (start < characters.size() &&
                   (u_isUWhiteSpace(characters[start]) || characters[start] == ':' || characters[start] == 0xFF1A))
                ++start;
            std::size_t end = start;
            while (end < characters.size() && script_of(characters[end]) == USCRIPT_HAN) ++end;
            const bool marked = end == characters.size() || u_ispunct(characters[end]) ||
                                u_isUWhiteSpace(characters[end]) || characters[end] == '/';
            if (marked && end >= start + 2 && end - start <= most_characters) return name_at(start, end);
        }
        const bool korean = characters[i] == 0xAE30 && characters[i + 1] == 0xC790;
        if (korean && i > 2 && characters[i - 1] == ' ') {  // 기자, after the name and a space
            std::size_t start = i - 1;
            while (start > 0 && script_of(characters[start - 1]) == USCRIPT_HANGUL) --start;
            const std::size_t length = i - 1 - start;
            const bool at_end = i + 2 == characters.size() || characters[i + 2] == ' ' || characters[i + 2] == '=';
            if (at_end && length >= 2 && length <= most_characters) return name_at(start, i - 1);
        }
    }
    return {};
}

bool names_organization(std::string_view name) {
    constexpr std::size_t longest = 120;
    const std::string plain = plain_words(name.substr(0, longest));
    const auto words = words_of(plain);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (holds_word(organization_words, words[i])) return true;
        if (i + 1 < words.size() &&
            holds_word(organization_words, std::string(words[i]) + ' ' + std::string(words[i + 1])))
            return true;
    }
    return any_word(organization_endings, [&plain](std::string_view ending) { return plain.ends_with(ending); });
}

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
