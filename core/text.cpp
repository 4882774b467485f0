#include "core/text.h"

#include "core/utf8.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace core {

namespace {

/// One code point at `position`, which moves past it; negative where the bytes are ill-formed.
UChar32 next(std::string_view text, std::size_t& position) {
    UChar32 character = 0;
    auto offset = static_cast<int32_t>(position);
    const auto size = static_cast<int32_t>(text.size());
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    U8_NEXT(bytes, offset, size, character);
    position = static_cast<std::size_t>(offset);
    return character;
}

bool is_space(UChar32 character) {
    return u_isUWhiteSpace(character) || character == 0x200B || character == 0xFEFF || character == 0x2060;
}

/// What XML 1.0 holds and a reader can make sense of.
bool is_allowed(UChar32 character) {
    if (character == '\t' || character == '\n' || character == '\r') return true;
    if (character < 0x20 || (character >= 0x7F && character <= 0x9F && character != 0x85)) return false;
    return !U_IS_UNICODE_NONCHAR(character);
}

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string from_icu(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

/// Ends of the pieces that a break iterator finds, as byte offsets.
std::vector<std::size_t> boundaries(std::string_view text, const std::string& language, UBreakIteratorType kind) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> iterator(
        kind == UBRK_SENTENCE ? icu::BreakIterator::createSentenceInstance(locale, status)
        : kind == UBRK_WORD   ? icu::BreakIterator::createWordInstance(locale, status)
                              : icu::BreakIterator::createCharacterInstance(locale, status));
    std::vector<std::size_t> ends;
    if (U_FAILURE(status)) return ends;
    UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    const std::unique_ptr<UText, decltype(&utext_close)> source(opened, utext_close);
    if (U_FAILURE(status)) return ends;
    iterator->setText(source.get(), status);
    if (U_FAILURE(status)) return ends;
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next())
        ends.push_back(static_cast<std::size_t>(end));
    return ends;
}

/// Greatest end that is at most `limit`; 0 where there is none.
std::size_t last_within(const std::vector<std::size_t>& ends, std::size_t limit) {
    const auto after = std::upper_bound(ends.begin(), ends.end(), limit);
    return after == ends.begin() ? 0 : *(after - 1);
}

}  // namespace

std::string valid_utf8(std::string_view bytes) {
    std::string valid;
    valid.reserve(bytes.size());
    for (std::size_t position = 0; position < bytes.size();) {
        const UChar32 character = next(bytes, position);
        if (character < 0)
            append_utf8(valid, 0xFFFD);
        else if (is_allowed(character))
            append_utf8(valid, static_cast<char32_t>(character));
    }
    return valid;
}

bool is_composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    return U_FAILURE(status) ||
           nfc->isNormalizedUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), status);
}

std::string composed(std::string_view text) {
    if (is_composed(text)) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    std::string result;
    icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(text.size()));
    nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
    return U_FAILURE(status) ? std::string(text) : result;
}

std::string clean_utf8(std::string_view bytes) {
    return composed(valid_utf8(bytes));
}

std::string collapse_space(std::string_view text) {
    std::string collapsed;
    collapsed.reserve(text.size());
    bool pending = false;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        const UChar32 character = next(text, position);
        if (character >= 0 && is_space(character)) {
            pending = !collapsed.empty();
            continue;
        }
        if (pending) collapsed += ' ';
        pending = false;
        collapsed += text.substr(start, position - start);
    }
    return collapsed;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t position = 0; position < text.size(); begin = position) {
        const UChar32 character = next(text, position);
        if (character < 0 || !is_space(character)) break;
    }
    text.remove_prefix(begin);
    while (!text.empty()) {
        auto start = static_cast<int32_t>(text.size());
        UChar32 character = 0;
        U8_PREV(reinterpret_cast<const uint8_t*>(text.data()), 0, start, character);
        if (character < 0 || !is_space(character)) break;
        text = text.substr(0, static_cast<std::size_t>(start));
    }
    return text;
}

std::string slug(std::string_view text, std::size_t max_bytes) {
    static const std::unique_ptr<icu::Transliterator> to_ascii = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        return U_FAILURE(status) ? nullptr : std::move(made);
    }();
    static std::mutex transliterating;
    icu::UnicodeString letters = to_icu(text);
    if (to_ascii) {
        const std::lock_guard lock(transliterating);
        to_ascii->transliterate(letters);
    }
    std::string name;
    for (const char character : from_icu(letters)) {
        if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))
            name += character;
        else if (character != '\'' && !name.empty() && name.back() != '-')
            name += '-';
    }
    if (name.size() > max_bytes) {
        const std::size_t hyphen = name.rfind('-', max_bytes);
        name.resize(hyphen == std::string::npos || hyphen < max_bytes / 2 ? max_bytes : hyphen);
    }
    while (name.ends_with('-')) name.pop_back();
    return name;
}

std::string truncate(std::string_view text, std::size_t max_bytes, const std::string& language) {
    if (text.size() <= max_bytes) return std::string(text);
    if (const std::size_t sentence = last_within(boundaries(text, language, UBRK_SENTENCE), max_bytes); sentence > 0)
        return std::string(trim(text.substr(0, sentence)));
    constexpr std::string_view ellipsis = "…";
    if (max_bytes < ellipsis.size()) return {};
    const std::size_t room = max_bytes - ellipsis.size();
    std::size_t cut = last_within(boundaries(text, language, UBRK_WORD), room);
    if (cut == 0) cut = last_within(boundaries(text, language, UBRK_CHARACTER), room);
    return std::string(trim(text.substr(0, cut))) + std::string(ellipsis);
}

std::string lower(std::string_view text) {
    return from_icu(to_icu(text).toLower(icu::Locale::getRoot()));
}

std::size_t length(std::string_view text) {
    return character_ends(text).size();
}

std::vector<std::size_t> character_ends(std::string_view text) {
    return boundaries(text, {}, UBRK_CHARACTER);
}

std::size_t word_count(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    // Its rules take longer to load than most texts to break.
    thread_local const std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (!iterator) return 0;
    UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    const std::unique_ptr<UText, decltype(&utext_close)> source(opened, utext_close);
    if (U_FAILURE(status)) return 0;
    iterator->setText(source.get(), status);
    if (U_FAILURE(status)) return 0;
    std::size_t words = 0;
    while (iterator->next() != icu::BreakIterator::DONE) {
        if (iterator->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) ++words;
    }
    return words;
}

std::vector<std::size_t> word_ends(std::string_view text) {
    return boundaries(text, {}, UBRK_WORD);
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    return lines;
}

bool is_language_tag(std::string_view tag) {
    const std::string text(tag);
    UErrorCode status = U_ZERO_ERROR;
    char name[ULOC_FULLNAME_CAPACITY];
    int32_t parsed = 0;
    uloc_forLanguageTag(text.c_str(), name, sizeof name, &parsed, &status);
    if (U_FAILURE(status) || parsed != static_cast<int32_t>(text.size()) || text.empty()) return false;
    const icu::Locale locale(name);
    return *uloc_getISO3Language(name) != '\0' && *locale.getLanguage() != '\0';
}

std::string iso_639_2(std::string_view tag) {
    // ICU gives the terminological codes; ID3 wants the bibliographic ones where the two differ.
    static constexpr std::pair<std::string_view, std::string_view> bibliographic[] = {
        {"sqi", "alb"}, {"hye", "arm"}, {"eus", "baq"}, {"mya", "bur"}, {"zho", "chi"}, {"ces", "cze"}, {"nld", "dut"},
        {"fra", "fre"}, {"kat", "geo"}, {"deu", "ger"}, {"ell", "gre"}, {"isl", "ice"}, {"mkd", "mac"}, {"mri", "mao"},
        {"msa", "may"}, {"fas", "per"}, {"ron", "rum"}, {"slk", "slo"}, {"bod", "tib"}, {"cym", "wel"}};
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale =
        icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), status);
    const std::string code = U_FAILURE(status) ? "" : locale.getISO3Language();
    if (code.size() != 3) return "und";
    for (const auto& [terminological, written] : bibliographic)
        if (code == terminological) return std::string(written);
    return code;
}

}  // namespace core
