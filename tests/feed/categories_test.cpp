#include "feed/categories.h"

#include <gtest/gtest.h>

namespace feed {
namespace {

TEST(AppleCategory, IsTakenExactlyAsListed) {
    EXPECT_TRUE(is_apple_category("News", ""));
    EXPECT_TRUE(is_apple_category("News", "Daily News"));
    EXPECT_TRUE(is_apple_category("True Crime", ""));
    EXPECT_TRUE(is_apple_category("TV & Film", "After Shows"));
    EXPECT_TRUE(is_apple_category("Leisure", "Games"));
}

TEST(AppleCategory, RefusesOtherSpellingsRetiredNamesAndStrangers) {
    EXPECT_FALSE(is_apple_category("news", ""));
    EXPECT_FALSE(is_apple_category("News & Politics", ""));
    EXPECT_FALSE(is_apple_category("Games & Hobbies", ""));
    EXPECT_FALSE(is_apple_category("Daily News", ""));
    EXPECT_FALSE(is_apple_category("Arts", "Daily News"));
    EXPECT_FALSE(is_apple_category("Technology", "Gadgets"));
    EXPECT_FALSE(is_apple_category("", ""));
    EXPECT_FALSE(is_apple_category("", "Daily News"));
    EXPECT_FALSE(is_apple_category("TV &amp; Film", ""));
}

}  // namespace
}  // namespace feed
