#include "fetch/words/language.h"

#include "core/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace fetch {

namespace {

constexpr std::size_t sample_bytes = 8 << 10;

struct Script {
    UScriptCode code;
    const char* language;
};
/// Scripts that (nearly) one language of the press writes.
constexpr std::array<Script, 16> scripts{{{USCRIPT_HANGUL, "ko"},
                                          {USCRIPT_THAI, "th"},
                                          {USCRIPT_GREEK, "el"},
                                          {USCRIPT_HEBREW, "he"},
                                          {USCRIPT_LAO, "lo"},
                                          {USCRIPT_KHMER, "km"},
                                          {USCRIPT_MYANMAR, "my"},
                                          {USCRIPT_GEORGIAN, "ka"},
                                          {USCRIPT_ARMENIAN, "hy"},
                                          {USCRIPT_BENGALI, "bn"},
                                          {USCRIPT_TAMIL, "ta"},
                                          {USCRIPT_TELUGU, "te"},
                                          {USCRIPT_KANNADA, "kn"},
                                          {USCRIPT_MALAYALAM, "ml"},
                                          {USCRIPT_SINHALA, "si"},
                                          {USCRIPT_GUJARATI, "gu"}}};

struct CommonWords {
    const char* language;
    std::array<std::string_view, 14> words;
};
/// The commonest small words, as far as languages nearby do not share them.
constexpr std::array<CommonWords, 22> common_words{{
    {"en", {"the", "and", "of", "to", "is", "was", "that", "with", "for", "have", "this", "are", "from", "by"}},
    {"fr", {"le", "les", "des", "est", "et", "dans", "une", "pour", "qui", "sur", "pas", "avec", "au", "du"}},
    {"de", {"der", "die", "und", "das", "ist", "nicht", "mit", "den", "ein", "eine", "auf", "für", "von", "sich"}},
    {"es", {"el", "los", "las", "una", "que", "y", "por", "con", "del", "es", "su", "para", "más", "como"}},
    {"pt", {"os", "uma", "não", "do", "da", "em", "com", "que", "dos", "das", "ao", "são", "é", "no"}},
    {"it", {"il", "di", "che", "della", "per", "è", "gli", "una", "con", "non", "sono", "nel", "alla", "dei"}},
    {"nl", {"het", "een", "van", "en", "niet", "op", "voor", "met", "zijn", "dat", "aan", "ook", "wordt", "bij"}},
    {"sv", {"och", "att", "det", "som", "för", "inte", "är", "på", "av", "ett", "från", "till", "också", "efter"}},
    {"da", {"og", "at", "det", "af", "ikke", "til", "er", "på", "med", "som", "den", "efter", "også", "være"}},
    {"nb", {"og", "at", "det", "av", "ikke", "til", "er", "på", "med", "som", "fra", "etter", "også", "være"}},
    {"fi", {"ja", "on", "ei", "että", "oli", "ovat", "mutta", "kun", "myös", "joka", "hän", "tai", "sekä", "mukaan"}},
    {"pl", {"w", "i", "na", "z", "się", "że", "jest", "do", "nie", "przez", "oraz", "od", "po", "który"}},
    {"cs", {"a", "se", "na", "že", "je", "v", "ve", "do", "jsou", "také", "podle", "který", "při", "ale"}},
    {"hu", {"az", "és", "hogy", "nem", "egy", "is", "volt", "ez", "meg", "csak", "mint", "már", "szerint", "amely"}},
    {"ro", {"și", "în", "de", "la", "cu", "nu", "este", "pe", "din", "care", "pentru", "sunt", "mai", "prin"}},
    {"tr", {"ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "daha", "çok", "olan", "göre", "kadar", "sonra"}},
    {"id",
     {"yang", "dan", "di", "dengan", "untuk", "dari", "ini", "pada", "dalam", "itu", "tidak", "akan", "adalah",
      "tersebut"}},
    {"ms",
     {"yang", "dan", "di", "dengan", "untuk", "daripada", "ini", "pada", "dalam", "itu", "tidak", "akan", "ialah",
      "kerajaan"}},
    {"ca", {"els", "les", "una", "que", "i", "per", "amb", "dels", "és", "la", "al", "més", "com", "ha"}},
    {"ru", {"и", "в", "не", "на", "что", "с", "по", "это", "как", "из", "для", "был", "его", "также"}},
    {"uk", {"і", "в", "не", "на", "що", "з", "та", "це", "як", "із", "для", "був", "його", "також"}},
    {"bg", {"и", "в", "не", "на", "че", "с", "за", "това", "как", "от", "да", "се", "са", "със"}},
}};

struct Letters {
    std::size_t all = 0;
    std::size_t han = 0;
    std::size_t kana = 0;
    std::size_t vietnamese = 0;  ///< those that only Vietnamese writes
    std::size_t arabic = 0;
    std::size_t persian = 0;
    std::size_t devanagari = 0;
    std::array<std::size_t, scripts.size()> of_script{};
};

bool is_vietnamese_letter(UChar32 character) {
    return (character >= 0x1EA0 && character <= 0x1EF9) || character == 0x1A0 || character == 0x1A1 ||
           character == 0x1AF || character == 0x1B0;
}

Letters count_letters(std::string_view text) {
    Letters letters;
    const auto size = static_cast<int64_t>(text.size());
    for (int64_t position = 0; position < size;) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), position, size, character);
        if (character < 0x80 ? !u_isalpha(character) : (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK)) == 0)
            continue;
        ++letters.all;
        if (character < 0x80) continue;
        if (is_vietnamese_letter(character)) ++letters.vietnamese;
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(character, &status);
        if (script == USCRIPT_HAN) ++letters.han;
        if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) ++letters.kana;
        if (script == USCRIPT_ARABIC) ++letters.arabic;
        if (script == USCRIPT_DEVANAGARI) ++letters.devanagari;
        if (character == 0x67E || character == 0x686 || character == 0x6AF || character == 0x6CC) ++letters.persian;
        for (std::size_t index = 0; index < scripts.size(); ++index)
            if (scripts[index].code == script) ++letters.of_script[index];
    }
    return letters;
}

std::string by_words(std::string_view text) {
    const std::string lowered = core::lower(text);
    std::array<std::size_t, common_words.size()> votes{};
    std::size_t words = 0;
    for (std::size_t start = 0; start < lowered.size();) {
        const std::size_t end = std::min(lowered.find_first_of(" \n\t.,;:!?()\"'", start), lowered.size());
        const std::string_view word = std::string_view(lowered).substr(start, end - start);
        if (!word.empty()) ++words;
        for (std::size_t index = 0; index < common_words.size() && !word.empty(); ++index) {
            const auto& known = common_words[index].words;
            if (std::find(known.begin(), known.end(), word) != known.end()) ++votes[index];
        }
        start = end + 1;
    }
    std::vector<std::size_t> order(votes.size());
    for (std::size_t index = 0; index < order.size(); ++index) order[index] = index;
    std::sort(order.begin(), order.end(), [&votes](std::size_t a, std::size_t b) { return votes[a] > votes[b]; });
    const std::size_t best = votes[order[0]];
    const std::size_t second = votes[order[1]];
    // One word in ten, and clearly more than in the next language: a text in a language not listed passes neither.
    if (best < 4 || best * 10 < words || best * 4 < second * 5) return {};
    return common_words[order[0]].language;
}

}  // namespace

std::string guess_language(std::string_view text) {
    std::string_view sample = text.substr(0, sample_bytes);
    const Letters letters = count_letters(sample);
    if (letters.all < 20) return {};
    if (letters.kana * 10 > letters.all) return "ja";
    for (std::size_t index = 0; index < scripts.size(); ++index)
        if (letters.of_script[index] * 2 > letters.all) return scripts[index].language;
    if (letters.han * 2 > letters.all) return "zh";
    if (letters.devanagari * 2 > letters.all) return "hi";
    if (letters.arabic * 2 > letters.all) return letters.persian * 20 > letters.arabic ? "" : "ar";
    if (letters.vietnamese * 25 > letters.all) return "vi";
    return by_words(sample);
}

}  // namespace fetch
