#include "fetch/dates/date_words.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace fetch {

namespace {

using Months = std::unordered_map<std::string, int>;

struct Words {
    Months months;
    std::string morning;
    std::string afternoon;
};

/// Languages of the press whose words are read. Variants of one language stand after it.
constexpr std::array<const char*, 96> locales{
    "en",      "en-GB", "fr",    "fr-CA", "de", "de-AT", "es", "es-PE", "pt", "it", "nl", "sv", "da", "nb",
    "nn",      "fi",    "is",    "fo",    "pl", "cs",    "sk", "hu",    "ro", "bg", "ru", "uk", "be", "sr",
    "sr-Latn", "hr",    "bs",    "sl",    "el", "tr",    "et", "lv",    "lt", "ca", "gl", "eu", "oc", "cy",
    "ga",      "br",    "lb",    "rm",    "mt", "id",    "ms", "fil",   "jv", "sw", "af", "zu", "so", "ha",
    "sq",      "mk",    "hy",    "ka",    "az", "kk",    "ky", "uz",    "tk", "mn", "th", "lo", "km", "my",
    "hi",      "bn",    "ta",    "te",    "ml", "kn",    "mr", "gu",    "pa", "or", "as", "ne", "si", "ar",
    "ar-LB",   "ar-DZ", "ar-MA", "he",    "fa", "ps",    "ur", "am",    "zh", "ja", "ko", "vi"};

struct ExtraName {
    const char* language;
    const char* name;
    int month;
};

/// What papers write and ICU's data does not list; folded.
constexpr std::array<ExtraName, 32> extra_names{{
    {"en", "sept", 9},      {"en", "febr", 2},     {"de", "maerz", 3}, {"de", "mrz", 3},  {"de", "feber", 2},
    {"de", "sept", 9},      {"de", "juno", 6},     {"de", "julei", 7}, {"es", "set", 9},  {"es", "setiembre", 9},
    {"es", "setiem", 9},    {"fr", "fevr", 2},     {"fr", "juill", 7}, {"fr", "sept", 9}, {"it", "sett", 9},
    {"it", "genn", 1},      {"it", "giugn", 6},    {"id", "agt", 8},   {"id", "ags", 8},  {"id", "nop", 11},
    {"id", "nopember", 11}, {"id", "pebruari", 2}, {"ms", "ogo", 8},   {"nl", "maa", 3},  {"nl", "mrt", 3},
    {"pl", "wrzes", 9},     {"ru", "сент", 9},     {"ru", "нояб", 11}, {"ru", "февр", 2}, {"tr", "subat", 2},
    {"pt", "marc", 3},      {"hu", "szept", 9},
}};

std::string base_of(std::string_view tag) {
    std::string base(tag.substr(0, tag.find_first_of("-_")));
    for (char& letter : base)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (base == "no") return "nb";
    if (base == "tl") return "fil";
    if (base == "in") return "id";
    if (base == "iw") return "he";
    return base == "und" ? "" : base;
}

std::string folded_key(const icu::UnicodeString& name) {
    std::string utf8;
    name.toUTF8String(utf8);
    std::string key;
    for (const DateToken& token : tokenize_date(utf8)) {
        if (token.kind == DateToken::Kind::number) return {};  // "7月", "tháng 7": those are read by their form
        if (token.kind == DateToken::Kind::word) key += token.text;
    }
    return key;
}

void add_locale(Words& words, const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(name, status);
    const icu::DateFormatSymbols symbols(locale, "gregorian", status);
    if (U_FAILURE(status)) return;
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
        for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
            int32_t count = 0;
            const icu::UnicodeString* names = symbols.getMonths(count, context, width);
            for (int32_t month = 0; month < count && month < 12; ++month)
                if (std::string key = folded_key(names[month]); !key.empty())
                    words.months.emplace(std::move(key), month + 1);
        }
    }
    int32_t count = 0;
    const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
    if (count >= 2 && words.morning.empty()) {
        words.morning = folded_key(halves[0]);
        words.afternoon = folded_key(halves[1]);
    }
}

Words read_words(const std::string& base) {
    Words words;
    for (const char* locale : locales)
        if (base_of(locale) == base) add_locale(words, locale);
    for (const ExtraName& extra : extra_names)
        if (extra.language == base) words.months.emplace(extra.name, extra.month);
    return words;
}

/// ICU's data is read once a language and never changes, so this is a constant that is made piece by piece.
const Words& words_of(const std::string& base) {
    static std::mutex mutex;
    static std::map<std::string, Words> known;
    const std::lock_guard lock(mutex);
    const auto found = known.find(base);
    return found != known.end() ? found->second : known.emplace(base, read_words(base)).first->second;
}

/// Names of all languages; 0 where two of them disagree ("listopad" is October in Croatian, November in Polish).
const Months& all_months() {
    static const Months all = [] {
        Months months;
        for (const char* locale : locales) {
            for (const auto& [name, month] : words_of(base_of(locale)).months) {
                const auto [entry, is_new] = months.emplace(name, month);
                if (!is_new && entry->second != month) entry->second = 0;
            }
        }
        return months;
    }();
    return all;
}

/// 0: none of that language.
int month_of(const std::string& base, const std::string& name) {
    const Months& months = words_of(base).months;
    const auto found = months.find(name);
    return found == months.end() ? 0 : found->second;
}

struct Patterns {
    NumericOrder order = NumericOrder::day_first;
    bool year_first = false;
    bool dotted_clock = false;
};

std::string pattern_of(icu::DateFormat* format) {
    const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format);
    if (simple == nullptr) return {};
    icu::UnicodeString pattern;
    simple->toPattern(pattern);
    std::string utf8;
    pattern.toUTF8String(utf8);
    return utf8;
}

Patterns read_patterns(const std::string& tag, const std::string& base) {
    Patterns patterns;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    // A page may write anything into lang, and ICU's formats fall over a locale that is none.
    if (U_FAILURE(status) || locale.isBogus()) return patterns;
    const std::unique_ptr<icu::DateFormat> day(icu::DateFormat::createDateInstance(icu::DateFormat::kShort, locale));
    const std::unique_ptr<icu::DateFormat> clock(icu::DateFormat::createTimeInstance(icu::DateFormat::kShort, locale));
    if (!day || !clock) return patterns;
    // For a language without data ICU answers with the machine's own language, which must not show here.
    const std::string used = day->getLocaleID(ULOC_VALID_LOCALE, status);
    if (U_FAILURE(status) || base_of(used) != base) return patterns;

    const std::string form = pattern_of(day.get());
    const std::size_t year = form.find('y');
    const std::size_t month = form.find('M');
    const std::size_t day_of_month = form.find('d');
    patterns.year_first = year < month && month < day_of_month;
    if (month < day_of_month && day_of_month < year && year != std::string::npos)
        patterns.order = NumericOrder::month_first;
    // English of no country, or of one that ICU has no forms for, is written in both orders; so is Canada's.
    const std::string region = locale.getCountry();
    if (base == "en" && (used == "en" || region == "CA") && region != "US") patterns.order = NumericOrder::open;
    patterns.dotted_clock = pattern_of(clock.get()).find("H.mm") != std::string::npos;
    return patterns;
}

const Patterns& patterns_of(const std::string& tag, const std::string& base) {
    static std::mutex mutex;
    static std::map<std::string, Patterns> known;
    static const Patterns none;
    if (base.empty() || tag.size() > 35) return none;
    const std::lock_guard lock(mutex);
    const auto found = known.find(tag);
    if (found != known.end()) return found->second;
    if (known.size() >= 256) return none;  // pages can write any tag; a handful is real
    return known.emplace(tag, read_patterns(tag, base)).first->second;
}

}  // namespace

std::string language_at(const std::string& language, std::string_view host) {
    // Endings that are used far from their country, and those of countries that write as America does or both ways.
    constexpr std::array<std::string_view, 21> unsure{"ai", "cc", "co", "eu", "fm", "gg", "io", "me", "su", "to", "tv",
                                                      "ws", "us", "ca", "ph", "pr", "ly", "jp", "cn", "tw", "kr"};
    const std::size_t dot = host.rfind('.');
    if (base_of(language) != "en" || language.size() > 2 || dot == std::string_view::npos) return language;
    const std::string_view ending = host.substr(dot + 1);
    const bool is_code =
        ending.size() == 2 && ending[0] >= 'a' && ending[0] <= 'z' && ending[1] >= 'a' && ending[1] <= 'z';
    if (!is_code || std::find(unsure.begin(), unsure.end(), ending) != unsure.end()) return language;
    return ending == "in" ? "en-IN" : "en-001";
}

DateLanguage::DateLanguage(std::string_view tag) : tag_(tag), base_(base_of(tag)) {
    for (char& letter : tag_)
        if (letter == '_') letter = '-';
}

NumericOrder DateLanguage::numeric_order() const {
    return patterns_of(tag_, base_).order;
}
bool DateLanguage::year_first() const {
    return patterns_of(tag_, base_).year_first;
}
bool DateLanguage::dotted_clock() const {
    return patterns_of(tag_, base_).dotted_clock;
}

int DateLanguage::month(const std::string& folded_name) const {
    for (const std::string& base : {base_, std::string("en")}) {
        if (const int month = month_of(base, folded_name); month != 0) return month;
    }
    const auto found = all_months().find(folded_name);
    if (found != all_months().end()) return found->second;
    // "במרץ": in March. "martxoaren": of March.
    constexpr std::string_view in = "ב";
    constexpr std::string_view of = "ren";
    if (folded_name.starts_with(in)) return month_of("he", folded_name.substr(in.size()));
    if (base_ == "eu" && folded_name.ends_with(of))
        return month_of("eu", folded_name.substr(0, folded_name.size() - of.size()));
    return 0;
}

DateLanguage::HalfDay DateLanguage::half_day(const std::string& word) const {
    if (word == "am") return HalfDay::morning;
    if (word == "pm") return HalfDay::afternoon;
    struct Part {
        std::string_view language;  ///< empty: in any
        std::string_view word;
        HalfDay half;
    };
    constexpr std::array<Part, 24> parts{{
        {"vi", "sa", HalfDay::morning},     {"vi", "ch", HalfDay::afternoon},    {"vi", "sang", HalfDay::morning},
        {"vi", "trua", HalfDay::noon},      {"vi", "chieu", HalfDay::afternoon}, {"vi", "toi", HalfDay::afternoon},
        {"", "上午", HalfDay::morning},     {"", "早上", HalfDay::morning},      {"", "凌晨", HalfDay::morning},
        {"", "中午", HalfDay::noon},        {"", "下午", HalfDay::afternoon},    {"", "晚上", HalfDay::afternoon},
        {"", "午前", HalfDay::morning},     {"", "午後", HalfDay::afternoon},    {"", "오전", HalfDay::morning},
        {"", "오후", HalfDay::afternoon},   {"", "πμ", HalfDay::morning},        {"", "μμ", HalfDay::afternoon},
        {"ar", "ص", HalfDay::morning},      {"ar", "م", HalfDay::afternoon},     {"ar", "صباحا", HalfDay::morning},
        {"ar", "مساء", HalfDay::afternoon}, {"id", "malam", HalfDay::afternoon}, {"id", "pagi", HalfDay::morning},
    }};
    for (const Part& part : parts)
        if (part.word == word && (part.language.empty() || base_.empty() || part.language == base_)) return part.half;
    const Words& words = words_of(base_);
    if (word.empty() || words.morning.empty()) return HalfDay::none;
    return word == words.morning ? HalfDay::morning : word == words.afternoon ? HalfDay::afternoon : HalfDay::none;
}

std::optional<ZoneWord> zone_word(const DateToken& token, const DateLanguage& language) {
    struct Zone {
        std::string_view word;
        std::int32_t minutes;
        std::string_view language;  ///< empty: in any
        std::string_view place;
    };
    constexpr std::array<Zone, 58> zones{{
        {"est", -300, "", ""},
        {"edt", -240, "", ""},
        {"cst", 480, "zh", ""},
        {"cst", -360, "", ""},
        {"cdt", -300, "", ""},
        {"mst", -420, "", ""},
        {"mdt", -360, "", ""},
        {"pst", -480, "", ""},
        {"pdt", -420, "", ""},
        {"akst", -540, "", ""},
        {"akdt", -480, "", ""},
        {"hst", -600, "", ""},
        {"et", 0, "en", "America/New_York"},
        {"ct", 0, "en", "America/Chicago"},
        {"mt", 0, "en", "America/Denver"},
        {"pt", 0, "en", "America/Los_Angeles"},
        {"bst", 60, "", ""},
        {"wet", 0, "", ""},
        {"west", 60, "", ""},
        {"cet", 60, "", ""},
        {"cest", 120, "", ""},
        {"mez", 60, "", ""},
        {"mesz", 120, "", ""},
        {"eet", 120, "", ""},
        {"eest", 180, "", ""},
        {"msk", 180, "", ""},
        {"мск", 180, "", ""},
        {"trt", 180, "", ""},
        {"sast", 120, "", ""},
        {"wat", 60, "en", ""},
        {"eat", 180, "en", ""},
        {"cat", 120, "en", ""},
        {"gst", 240, "", ""},
        {"pkt", 300, "", ""},
        {"ist", 330, "hi", ""},
        {"ist", 330, "en", ""},
        {"npt", 345, "", ""},
        {"ict", 420, "", ""},
        {"wib", 420, "", ""},
        {"wita", 480, "", ""},
        {"wit", 540, "id", ""},
        {"hkt", 480, "", ""},
        {"sgt", 480, "", ""},
        {"myt", 480, "", ""},
        {"pht", 480, "", ""},
        {"bjt", 480, "", ""},
        {"awst", 480, "", ""},
        {"jst", 540, "", ""},
        {"kst", 540, "", ""},
        {"acst", 570, "", ""},
        {"acdt", 630, "", ""},
        {"aest", 600, "", ""},
        {"aedt", 660, "", ""},
        {"nzst", 720, "", ""},
        {"nzdt", 780, "", ""},
        {"brt", -180, "", ""},
        {"hnec", -300, "", ""},
        {"hae", -240, "", ""},
    }};
    if (token.kind != DateToken::Kind::word || !token.upper) return std::nullopt;
    // In English IST is India's, Ireland's or Israel's: only a country decides.
    if (token.text == "ist" && language.is("en") && !language.tag().ends_with("-IN")) return std::nullopt;
    for (const Zone& zone : zones)
        if (zone.word == token.text && (zone.language.empty() || language.is(zone.language)))
            return ZoneWord{zone.minutes, zone.place};
    return std::nullopt;
}

}  // namespace fetch
