#include "core/language.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace core {
namespace {

TEST(PluralCategory, IsThatOfTheLanguage) {
    EXPECT_EQ(plural_category(1, "en"), "one");
    EXPECT_EQ(plural_category(2, "en"), "other");
    EXPECT_EQ(plural_category(1, "ja"), "other");
    EXPECT_EQ(plural_category(21, "ru"), "one");
    EXPECT_EQ(plural_category(2, "ar"), "two");
    EXPECT_EQ(plural_category(0, "fr"), "one");
    EXPECT_EQ(plural_category(7, "no such language"), "other");
}

TEST(FormatList, JoinsAsTheLanguageDoes) {
    const std::vector<std::string> names{"Lan", "Minh", "Tú"};
    EXPECT_EQ(format_list(names, "vi"), "Lan, Minh và Tú");
    EXPECT_EQ(format_list(std::span(names).first(2), "de"), "Lan und Minh");
    EXPECT_EQ(format_list(names, "ja"), "Lan、Minh、Tú");
    EXPECT_EQ(format_list(std::span(names).first(1), "en"), "Lan");
    EXPECT_EQ(format_list({}, "en"), "");
}

TEST(FormatNumber, HasTheLanguagesMark) {
    EXPECT_EQ(format_number(1.25, 2, "en"), "1.25");
    EXPECT_EQ(format_number(1.25, 2, "vi"), "1,25");
    EXPECT_EQ(format_number(1, 2, "vi"), "1");
    EXPECT_EQ(format_number(12345, 0, "de"), "12.345");
    EXPECT_EQ(format_megabytes(0.62, "en"), "0.6 MB");
    EXPECT_EQ(format_megabytes(0.62, "ru"), "0,6 МБ");
}

TEST(DirectionOf, IsThatOfItsScript) {
    for (const char* language : {"ar", "he", "fa", "ur", "ckb", "dv", "pa-Arab"})
        EXPECT_EQ(direction_of(language), "rtl");
    for (const char* language : {"en", "vi", "ja", "pa", ""}) EXPECT_EQ(direction_of(language), "ltr") << language;
}

TEST(NearestLanguage, IsOneThatItsReadersRead) {
    const std::vector<std::string> available{"en", "nb", "pt", "zh-Hans", "zh-Hant"};
    const auto nearest = [&](const char* language) {
        const auto found = nearest_language(language, available);
        return found ? available[*found] : "";
    };
    EXPECT_EQ(nearest("en-AU"), "en");
    EXPECT_EQ(nearest("no"), "nb");
    EXPECT_EQ(nearest("zh-TW"), "zh-Hant");
    EXPECT_EQ(nearest("zh-SG"), "zh-Hans");
    EXPECT_EQ(nearest("pt-AO"), "pt");
    EXPECT_EQ(nearest("vi"), "");
    EXPECT_EQ(nearest("xx"), "");
}

}  // namespace
}  // namespace core
