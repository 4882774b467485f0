#include "fetch/words/name_shapes.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/characters.h"
#include "fetch/words/label_lists.h"
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

/// Georgian has capitals, but names are not written with them.
bool has_case(UChar32 character) {
    UErrorCode status = U_ZERO_ERROR;
    return (u_tolower(character) != character || u_toupper(character) != character) &&
           uscript_getScript(character, &status) != USCRIPT_GEORGIAN;
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

constexpr std::size_t most_characters = 4;  // of a Chinese or Korean name
using Characters = std::vector<std::int32_t>;

std::string text_of(const Characters& characters, std::size_t start, std::size_t end) {
    std::string text;
    for (std::size_t i = start; i < end; ++i) icu::UnicodeString(UChar32(characters[i])).toUTF8String(text);
    return text;
}

/// "·" in its four codes: Korean names stand apart by it, and one code is of their script.
bool is_middle_dot(std::int32_t character) {
    return character == 0xB7 || character == 0x318D || character == 0x30FB || character == 0x2027;
}

bool is_of_script(std::int32_t character, UScriptCode script) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(character, &status) == script && !is_middle_dot(character);
}

std::size_t end_of_script(const Characters& characters, std::size_t start, UScriptCode script) {
    while (start < characters.size() && is_of_script(characters[start], script)) ++start;
    return start;
}

std::size_t after_blanks(const Characters& characters, std::size_t start) {
    while (start < characters.size() &&
           (u_isUWhiteSpace(characters[start]) || characters[start] == ':' || characters[start] == 0xFF1A))
        ++start;
    return start;
}

/// 攝, 摄: who took the picture; 报道, 報導: that somebody reports.
bool is_deed(std::string_view word) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{"攝", "摄", "报道", "報導", "報道", "报导"},
                               [word](std::string_view deed) { return word.ends_with(deed); });
}

/// "王小明", "王小明、李四光", "王小明 李四光）": Chinese names behind their role. Behind a space there may stand a
/// place as well; names are what a bracket closes then.
std::vector<std::string> names_behind_role(const Characters& characters, std::size_t start) {
    constexpr std::size_t most_names = 6;
    constexpr std::size_t usual_characters = 3;
    std::vector<std::string> names;
    std::size_t sure = 0;
    for (start = after_blanks(characters, start); names.size() < most_names;) {
        const bool spaced = !names.empty() && u_isUWhiteSpace(characters[start - 1]);
        const std::size_t end = end_of_script(characters, start, USCRIPT_HAN);
        std::string name = text_of(characters, start, end);
        for (const std::string_view role : {"通讯员", "通訊員", "实习生", "實習生", "记者", "記者"}) {
            if (name.starts_with(role)) name.erase(0, role.size());
        }
        const std::size_t length = characters_of(name).size();
        const bool at_end = end == characters.size();
        const bool marked =
            at_end || u_ispunct(characters[end]) || u_isUWhiteSpace(characters[end]) || characters[end] == '/';
        if (!marked || length < 2 || length > most_characters || is_deed(name)) break;
        if (spaced && length != usual_characters) break;
        names.push_back(std::move(name));
        const bool closed = !at_end && u_charType(characters[end]) == U_END_PUNCTUATION;
        if (!spaced || closed || (!at_end && characters[end] == '/')) sure = names.size();
        const bool goes_on = !at_end && (characters[end] == 0x3001 || u_isUWhiteSpace(characters[end]));
        if (!goes_on || end + 1 >= characters.size()) break;
        start = end + 1;
    }
    names.resize(sure);
    return names;
}

/// "홍길동", "홍길동·김민지": Korean names that end there.
std::vector<std::string> names_before_role(const Characters& characters, std::size_t end) {
    std::vector<std::string> names;
    for (bool goes_on = true; goes_on;) {
        std::size_t start = end;
        while (start > 0 && is_of_script(characters[start - 1], USCRIPT_HANGUL)) --start;
        if (end - start < 2 || end - start > most_characters) break;
        names.insert(names.begin(), text_of(characters, start, end));
        goes_on = start > 0 && is_middle_dot(characters[start - 1]);
        end = start - std::min<std::size_t>(start, 1);
    }
    return names;
}

}  // namespace

bool is_spaceless_script(std::int32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(character, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_THAI;
}

bool is_name(std::string_view name, Evidence evidence) {
    constexpr std::size_t longest = 100;
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

bool holds_vietnamese(std::string_view text) {
    return std::ranges::any_of(characters_of(text), [](UChar32 character) {
        const UChar32 small = u_tolower(character);
        return (small >= 0x1EA0 && small <= 0x1EF9) || small == 0x103 || small == 0x111 || small == 0x1A1 ||
               small == 0x1B0;
    });
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

std::vector<std::string> reporters_in_line(std::string_view line) {
    constexpr std::size_t longest_line = 400;  // bytes of the line that are looked at: the role stands near an end
    const std::string_view head = line.substr(0, longest_line);
    const auto characters = characters_of(head);
    for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
        const bool chinese = (characters[i] == 0x8A18 || characters[i] == 0x8BB0) && characters[i + 1] == 0x8005;
        if (chinese) {  // 記者, 记者, and its name up to a mark: in running text a verb follows at once
            if (auto names = names_behind_role(characters, i + 2); !names.empty()) return names;
            // "中央社記者王小明台北21日電": name, place, day. Names there have three characters.
            const std::size_t start = after_blanks(characters, i + 2);
            const std::size_t end = end_of_script(characters, start, USCRIPT_HAN);
            const bool dated = end < characters.size() && u_isdigit(characters[end]) != 0;
            if (dated && end - start > most_characters && contains_any(head, {"日電", "日电"}))
                return {text_of(characters, start, start + 3)};
        }
        const bool korean = characters[i] == 0xAE30 && characters[i + 1] == 0xC790;
        const bool at_end = i + 2 == characters.size() || characters[i + 2] == ' ' || characters[i + 2] == '=';
        if (korean && at_end && i > 2 && characters[i - 1] == ' ') {  // 기자, after the name and a space
            if (auto names = names_before_role(characters, i - 1); !names.empty()) return names;
        }
    }
    return {};
}

}  // namespace fetch
