#include "core/percent.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using namespace std::string_literals;

TEST(Percent, EncodesAllButUnreservedCharacters) {
    EXPECT_EQ(percent_encode("a b/ế~"), "a%20b%2F%E1%BA%BF~");
    EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
}

TEST(Percent, DecodesWhatIsEncodedAndKeepsTheRest) {
    EXPECT_EQ(percent_decode("a%20b%2F%e1%BA%bf+"), "a b/ế+");
    EXPECT_EQ(percent_decode("100%"), "100%");
    EXPECT_EQ(percent_decode("%2"), "%2");
    EXPECT_EQ(percent_decode("%zz%4"), "%zz%4");
    EXPECT_EQ(percent_decode("%%41"), "%A");
    EXPECT_EQ(percent_decode("%2541"), "%41") << "once";
    EXPECT_EQ(percent_decode("a%00b"), "a\0b"s);
}

TEST(Percent, EveryByteGoesThereAndBack) {
    std::string bytes;
    for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
    EXPECT_EQ(percent_decode(percent_encode(bytes)), bytes);
}

TEST(Percent, SeesAByteWhereOneIsEncoded) {
    EXPECT_EQ(percent_at("x%4a", 1), 'J');
    EXPECT_EQ(percent_at("x%4a", 0), std::nullopt);
    EXPECT_EQ(percent_at("x%4", 1), std::nullopt);
    EXPECT_EQ(percent_at("x%4a", 4), std::nullopt);
}

}  // namespace
}  // namespace core
