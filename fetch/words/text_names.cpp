#include "fetch/words/labels.h"

#include "core/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace fetch {

namespace {

std::vector<UChar32> characters_of(std::string_view text) {
    std::vector<UChar32> characters;
    const auto size = static_cast<int64_t>(text.size());
    for (int64_t position = 0; position < size;) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), position, size, character);
        characters.push_back(character < 0 ? 0xFFFD : character);
    }
    return characters;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        if (end > start) words.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return words;
}

bool is_caseless_script(UChar32 character) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(character, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_THAI;
}

bool is_particle(std::string_view word) {
    constexpr std::array<std::string_view, 22> particles{"de", "da",  "do",    "dos", "das", "del", "della", "di",
                                                         "du", "des", "la",    "le",  "van", "von", "der",   "den",
                                                         "zu", "bin", "binti", "al",  "el",  "ibn"};
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}

/// One word of a name: a capital and letters, hyphens, apostrophes or dots ("O'Neill", "Jean-Luc", "T.H").
bool is_name_word(std::string_view word) {
    const auto characters = characters_of(word);
    if (characters.empty() || characters.size() > 20) return false;
    if (!u_isupper(characters.front()) && !u_istitle(characters.front())) return false;
    return std::all_of(characters.begin(), characters.end(), [](UChar32 character) {
        return u_isalpha(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0 || character == '-' ||
               character == '.' || character == '\'' || character == 0x2019;
    });
}

bool is_one_name(std::string_view name) {
    name = core::trim(name);
    if (name.empty() || name.size() > 60) return false;
    const auto characters = characters_of(name);
    if (std::all_of(characters.begin(), characters.end(),
                    [](UChar32 c) { return is_caseless_script(c) || c == ' ' || c == 0x30FB; }))
        return characters.size() >= 2 && characters.size() <= 12;
    const auto words = words_of(name);
    if (words.size() > 6) return false;
    std::size_t capitals = 0;
    for (const std::string_view word : words) {
        if (is_name_word(word))
            ++capitals;
        else if (!is_particle(word))
            return false;
    }
    return capitals > 0 && is_name_word(words.back());
}

constexpr std::array<std::string_view, 15> joints{" - ",  " – ",   " — ",  ", ",    "; ",  " & ", " / ",  " + ",
                                                  " và ", " and ", " et ", " und ", " y ", " e ", " dan "};

}  // namespace

std::vector<std::string> split_names(std::string_view line) {
    std::vector<std::string> names;
    std::string_view rest = core::trim(line);
    // A stop after the last name is the writer's habit; after initials it belongs to them.
    if (rest.ends_with('.') && !(rest.size() >= 3 && rest[rest.size() - 3] == '.')) rest.remove_suffix(1);
    while (!rest.empty()) {
        std::size_t cut = std::string_view::npos;
        std::size_t after = 0;
        for (const std::string_view joint : joints) {
            const std::size_t found = rest.find(joint);
            if (found >= cut) continue;
            cut = found;
            after = found + joint.size();
        }
        const std::string_view name = core::trim(rest.substr(0, cut));
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
        if (cut == std::string_view::npos) break;
        rest = rest.substr(after);
    }
    return names;
}

bool looks_like_names(std::string_view line) {
    if (line.size() > 120 || line.find("://") != std::string_view::npos) return false;
    const auto names = split_names(line);
    return !names.empty() && names.size() <= 6 &&
           std::all_of(names.begin(), names.end(), [](const std::string& name) { return is_one_name(name); });
}

std::size_t agency_mark_length(std::string_view paragraph) {
    constexpr std::size_t longest = 80;
    const std::string_view head = paragraph.substr(0, longest);
    std::size_t cut = std::string_view::npos;
    std::size_t end = 0;
    for (const std::string_view dash : {"- ", "– ", "— ", "--- ", "-- "}) {
        const std::size_t found = head.find(dash);
        if (found == std::string_view::npos || found >= cut) continue;
        cut = found;
        end = found + dash.size();
    }
    if (cut == std::string_view::npos || cut == 0) return 0;
    std::string_view mark = head.substr(0, cut);
    const bool spaced = mark.ends_with(' ');
    mark = core::trim(mark);
    if (mark.empty()) return 0;

    // "Hà Nội (TTXVN) - ", "(Dân trí) - ": the agency stands in brackets before the dash.
    if (mark.ends_with(')')) {
        const std::size_t open = mark.rfind('(');
        return open != std::string_view::npos && mark.find_first_of("?!") == std::string_view::npos ? end : 0;
    }
    // "ĐTO - ", "VOV.VN - ": one to three short words of capitals only.
    const auto words = words_of(mark);
    if (words.size() > 3 || mark.size() > 34) return 0;
    std::size_t letters = 0;
    for (const UChar32 character : characters_of(mark)) {
        if (u_isupper(character))
            ++letters;
        else if (character != '.' && character != ' ' && character != ',' && character != '/')
            return 0;
    }
    // A dash without a space before it also joins words: "TP- " is a mark only as a whole word.
    return letters >= 2 && (spaced || words.size() == 1) ? end : 0;
}

}  // namespace fetch
