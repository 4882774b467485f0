#include "core/ascii.h"

#include <gtest/gtest.h>

#include <cctype>

namespace core {
namespace {

TEST(Ascii, KnowsItsOwnCharactersOnly) {
    for (int value = 0; value < 256; ++value) {
        const char c = static_cast<char>(value);
        EXPECT_EQ(is_ascii_letter(c), value < 128 && std::isalpha(value) != 0) << value;
        EXPECT_EQ(is_ascii_digit(c), value < 128 && std::isdigit(value) != 0) << value;
        EXPECT_EQ(is_ascii_space(c), value < 128 && std::isspace(value) != 0 && c != '\v') << value;
        EXPECT_EQ(ascii_lower(c), value < 128 ? static_cast<char>(std::tolower(value)) : c) << value;
    }
}

TEST(Ascii, LowersLettersAndKeepsAllElse) {
    EXPECT_EQ(ascii_lower("Content-TYPE @[`{ ÀẾ"), "content-type @[`{ ÀẾ");
    EXPECT_EQ(ascii_lower(""), "");
}

TEST(Ascii, TrimsBothEnds) {
    EXPECT_EQ(ascii_trim(" \t\r\n\f a b \n"), "a b");
    EXPECT_EQ(ascii_trim(" \n "), "");
    EXPECT_EQ(ascii_trim(""), "");
    EXPECT_EQ(ascii_trim("\n x \n", " \t"), "\n x \n");
    EXPECT_EQ(ascii_trim("\u00A0x"), "\u00A0x") << "a no-break space is none of ASCII's";
}

}  // namespace
}  // namespace core
