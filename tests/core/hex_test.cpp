#include "core/hex.h"

#include <gtest/gtest.h>

#include <array>

namespace core {
namespace {

TEST(Hex, ReadsBothCasesOfADigit) {
    EXPECT_EQ(hex_value('0'), 0);
    EXPECT_EQ(hex_value('9'), 9);
    EXPECT_EQ(hex_value('a'), 10);
    EXPECT_EQ(hex_value('F'), 15);
    for (const char none : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xE9'}) EXPECT_EQ(hex_value(none), -1) << none;
}

TEST(Hex, WritesTwoLowerCaseDigitsAByte) {
    EXPECT_EQ(to_hex(std::array<unsigned char, 4>{0x00, 0x0A, 0x7F, 0xFF}), "000a7fff");
    EXPECT_EQ(to_hex({}), "");
}

}  // namespace
}  // namespace core
