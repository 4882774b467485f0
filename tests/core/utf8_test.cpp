#include "core/utf8.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::string utf8(char32_t code) {
    std::string text = "a";
    append_utf8(text, code);
    return text;
}

TEST(AppendUtf8, TakesOneToFourBytes) {
    EXPECT_EQ(utf8(U'z'), "az");
    EXPECT_EQ(utf8(U'é'), "aé");
    EXPECT_EQ(utf8(U'ế'), "aế");
    EXPECT_EQ(utf8(U'\U0001F469'), "a\U0001F469");
}

TEST(AppendUtf8, ReplacesWhatIsNoCharacter) {
    for (const char32_t none : {char32_t{0}, char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{-1U}})
        EXPECT_EQ(utf8(none), "a\uFFFD");
}

}  // namespace
}  // namespace core
