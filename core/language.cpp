#include "core/language.h"

#include <unicode/listformatter.h>
#include <unicode/localematcher.h>
#include <unicode/locid.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/numfmt.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <memory>
#include <vector>

namespace core {

namespace {

icu::Locale locale_of(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    return U_FAILURE(status) ? icu::Locale::getRoot() : locale;
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

}  // namespace

std::string plural_category(std::uint64_t number, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale_of(language), status));
    if (U_FAILURE(status) || !rules) return "other";
    return utf8_of(rules->select(static_cast<double>(number)));
}

std::string format_list(std::span<const std::string> items, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> list(icu::ListFormatter::createInstance(locale_of(language), status));
    std::vector<icu::UnicodeString> texts;
    for (const std::string& item : items) texts.push_back(icu::UnicodeString::fromUTF8(item));
    icu::UnicodeString joined;
    if (U_SUCCESS(status) && list) list->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, status);
    return U_SUCCESS(status) ? utf8_of(joined) : std::string();
}

std::string format_number(double value, int digits, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberFormat> format(icu::NumberFormat::createInstance(locale_of(language), status));
    if (U_FAILURE(status) || !format) return std::to_string(value);
    format->setMaximumFractionDigits(digits);
    icu::UnicodeString text;
    format->format(value, text);
    return utf8_of(text);
}

std::string format_megabytes(double megabytes, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::number::FormattedNumber text = icu::number::NumberFormatter::withLocale(locale_of(language))
                                                  .unit(icu::MeasureUnit::getMegabyte())
                                                  .unitWidth(UNUM_UNIT_WIDTH_SHORT)
                                                  .precision(icu::number::Precision::maxFraction(1))
                                                  .formatDouble(megabytes, status);
    return U_SUCCESS(status) ? utf8_of(text.toString(status)) : std::to_string(megabytes);
}

std::string_view direction_of(const std::string& language) {
    return locale_of(language).isRightToLeft() ? "rtl" : "ltr";
}

std::optional<std::size_t> nearest_language(const std::string& language, std::span<const std::string> available) {
    std::vector<icu::Locale> locales;
    for (const std::string& each : available) locales.push_back(locale_of(each));
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocaleMatcher matcher = icu::LocaleMatcher::Builder()
                                           .setSupportedLocales(locales.begin(), locales.end())
                                           .setNoDefaultLocale()
                                           .build(status);
    const icu::LocaleMatcher::Result best = matcher.getBestMatchResult(locale_of(language), status);
    if (U_FAILURE(status) || best.getSupportedIndex() < 0) return std::nullopt;
    return static_cast<std::size_t>(best.getSupportedIndex());
}

}  // namespace core
