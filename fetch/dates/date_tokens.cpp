#include "fetch/dates/date_tokens.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <string_view>

namespace fetch {

namespace {

/// A date is a short text; what stands further on is not about it.
constexpr int32_t max_units = 600;

icu::UnicodeString fold(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    const auto* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return text;
    const icu::UnicodeString apart = decompose->normalize(casefold->normalize(text, status), status);
    icu::UnicodeString bare;
    for (int32_t position = 0; position < apart.length();) {
        const UChar32 character = apart.char32At(position);
        if (character < 0x300 || character > 0x36F) bare.append(character);
        position += U16_LENGTH(character);
    }
    return compose->normalize(bare, status);  // Hangul is one character a syllable again
}

bool is_letter(UChar32 character) {
    const auto mask = U_GET_GC_MASK(character);
    return (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool is_han(UChar32 character) {
    UErrorCode status = U_ZERO_ERROR;
    return character == 0x3007 || uscript_getScript(character, &status) == USCRIPT_HAN;
}

/// 0 to 10 for 〇 to 十; negative for any other character.
int han_numeral(UChar32 character) {
    constexpr std::u16string_view numerals = u"〇一二三四五六七八九十";
    if (character == u'零') return 0;
    if (character > 0xFFFF) return -1;
    const std::size_t found = numerals.find(static_cast<char16_t>(character));
    return found == std::u16string_view::npos ? -1 : static_cast<int>(found);
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string utf8_of(UChar32 character) {
    return utf8_of(icu::UnicodeString(character));
}

class Tokenizer {
public:
    explicit Tokenizer(const icu::UnicodeString& text) : text_(text) {}

    DateTokens run() {
        while (position_ < text_.length()) {
            const UChar32 character = peek();
            if (u_isUWhiteSpace(character)) {
                space_ = true;
                advance();
            } else if (u_charDigitValue(character) >= 0) {
                number();
            } else if (is_han(character)) {
                han();
            } else if (is_letter(character)) {
                word();
            } else {
                add({DateToken::Kind::sign, utf8_of(character), 0, 0, false, false});
                advance();
            }
        }
        return join_abbreviations();
    }

private:
    UChar32 peek() const { return text_.char32At(position_); }
    void advance() { position_ = text_.moveIndex32(position_, 1); }

    void add(DateToken token) {
        token.space_before = space_;
        space_ = false;
        tokens_.push_back(std::move(token));
    }

    void number() {
        DateToken token{DateToken::Kind::number, {}, 0, 0, false, false};
        while (position_ < text_.length() && u_charDigitValue(peek()) >= 0) {
            if (++token.digits <= 18) token.value = token.value * 10 + u_charDigitValue(peek());
            advance();
        }
        add(token);
    }

    /// 二〇二四 is written digit by digit, 二十八 by tens.
    void han() {
        if (han_numeral(peek()) < 0) {
            add({DateToken::Kind::word, utf8_of(peek()), 0, 0, false, false});
            advance();
            return;
        }
        DateToken token{DateToken::Kind::number, {}, 0, 0, false, false};
        bool tens = false;
        while (position_ < text_.length() && token.digits < 5) {
            const int numeral = han_numeral(peek());
            if (numeral < 0) break;
            if (numeral == 10) {
                token.value = token.value == 0 ? 10 : token.value * 10;
                tens = true;
            } else if (tens) {
                token.value += numeral;
            } else {
                token.value = token.value * 10 + numeral;
            }
            ++token.digits;
            advance();
        }
        if (tens) token.digits = 2;
        add(token);
    }

    void word() {
        const int32_t start = position_;
        while (position_ < text_.length() && is_letter(peek()) && !is_han(peek())) advance();
        const icu::UnicodeString written(text_, start, position_ - start);
        icu::UnicodeString capitals(written);
        capitals.toUpper(icu::Locale::getRoot());
        add({DateToken::Kind::word, utf8_of(fold(written)), 0, 0, false, capitals == written});
    }

    static bool is_short(const DateToken& token) {
        return token.kind == DateToken::Kind::word && icu::UnicodeString::fromUTF8(token.text).countChar32() <= 2;
    }

    DateTokens join_abbreviations() {
        DateTokens joined;
        for (std::size_t index = 0; index < tokens_.size(); ++index) {
            DateToken token = tokens_[index];
            while (is_short(tokens_[index]) && index + 2 < tokens_.size() && tokens_[index + 1].is_sign('.') &&
                   is_short(tokens_[index + 2]) && !tokens_[index + 1].space_before &&
                   !tokens_[index + 2].space_before) {
                token.text += tokens_[index + 2].text;
                index += 2;
            }
            joined.push_back(std::move(token));
        }
        return joined;
    }

    const icu::UnicodeString& text_;
    int32_t position_ = 0;
    bool space_ = false;
    DateTokens tokens_;
};

}  // namespace

DateTokens tokenize_date(std::string_view text) {
    const auto bytes = text.substr(0, static_cast<std::size_t>(max_units) * 4);
    icu::UnicodeString units =
        icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
    units.truncate(max_units);
    UErrorCode status = U_ZERO_ERROR;
    const auto* compatible = icu::Normalizer2::getNFKCInstance(status);
    if (U_SUCCESS(status)) units = compatible->normalize(units, status);  // wide digits, no-break spaces, º
    return Tokenizer(units).run();
}

}  // namespace fetch
