#include "core/script.h"

#include <gtest/gtest.h>

namespace {

using core::is_latin_greek_or_cyrillic;
using core::script_name;

TEST(ScriptName, IsWhatPeopleCallTheLetters) {
    EXPECT_EQ(script_name(U'ệ'), "Latin");
    EXPECT_EQ(script_name(U'ก'), "Thai");
    EXPECT_EQ(script_name(U'新'), "Han");
    EXPECT_EQ(script_name(U'ᐃ'), "Canadian Aboriginal");
    EXPECT_EQ(script_name(U'📰'), "emoji");
    EXPECT_EQ(script_name(U'♪'), "symbols");
    EXPECT_EQ(script_name(U'’'), "symbols");
    EXPECT_EQ(script_name(0xE000), "unassigned characters");
    EXPECT_EQ(script_name(0x10FFFFFF), "unassigned characters");
}

TEST(IsLatinGreekOrCyrillic, LooksAtEachLetter) {
    for (const char* text : {"", "Báo Đồng Tháp: tin tức", "Ta Νέα – «Утренняя газета» 100 €", "e\u0301"})
        EXPECT_TRUE(is_latin_greek_or_cyrillic(text)) << text;
    for (const char* text : {"News ข่าว", "عربي", "新聞", "News 📰", "♪", "Հայ", "\xff", "、"})
        EXPECT_FALSE(is_latin_greek_or_cyrillic(text)) << text;
}

}  // namespace
