#include "fetch/listing/pattern.h"

#include "core/error.h"

#include <gmock/gmock.h>

#include <string>

namespace fetch {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Pattern, IsLookedForAnywhereAsItWasBefore) {
    const std::string url = "https://www.paper.example/2024/07/08/bai-viet-1234.html?x=1";
    for (const char* expression : {"/2024/", "\\.html", "^https?://[^/]+/\\d{4}/", "bai|tin", "\\d{3,4}\\.html",
                                   "-\\d+?\\.", "x=1$", "(?:a|b)ai-", "[\\w-]+\\.html", "\\/2024\\/"})
        EXPECT_TRUE(Pattern(expression).is_in(url)) << expression;
    for (const char* expression : {"/2025/", "^2024", "HTML", "html$", "\\d{5}"})
        EXPECT_FALSE(Pattern(expression).is_in(url)) << expression;
}

TEST(Pattern, SaysWhatItCannotTakeAndWhere) {
    EXPECT_EQ(pattern_fault("/xa-hoi/"), "");
    EXPECT_THAT(pattern_fault("abc(?=x)"), StartsWith("column 4: "));
    EXPECT_THAT(pattern_fault("(a)b\\1"), StartsWith("column 5: "));
    EXPECT_THAT(pattern_fault("abc("), HasSubstr("missing )"));
    EXPECT_THAT(pattern_fault("tin/*a**"), StartsWith("column 7: "));
    EXPECT_THAT(pattern_fault("(((x{1000}){1000}){1000})"), HasSubstr("column"));
    EXPECT_THROW(Pattern("("), core::Error);
}

// No time is measured: with a matcher that goes back, the first of these takes longer than the sun will shine.
TEST(Pattern, TakesTimeThatGrowsWithTheLink) {
    const std::string url = "https://paper.example/" + std::string(100'000, 'a') + "!";
    for (const char* expression : {"(a+)+$", "(a|aa)+$", "(.*a){20}$", "(a*)*b$"})
        EXPECT_FALSE(Pattern(expression).is_in(url)) << expression;
}

}  // namespace
}  // namespace fetch
