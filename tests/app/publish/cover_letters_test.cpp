#include "app/publish/cover_letters.h"

#include "core/hash.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::HasSubstr;

TEST(MissingLetters, NameThePackagesThatHaveThem) {
    EXPECT_EQ(missing_letters({}), "");
    EXPECT_THAT(missing_letters({"Thai"}), HasSubstr("letters of Thai are in no installed font"));
    EXPECT_THAT(missing_letters({"Thai", "Devanagari"}), HasSubstr("; install fonts-noto-core, and the next run"));
    for (const char* script : {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"})
        EXPECT_THAT(missing_letters({script}), HasSubstr("; install fonts-noto-cjk, and"));
    EXPECT_THAT(missing_letters({"Latin"}), HasSubstr("; install fonts-dejavu-core, and"));
    EXPECT_THAT(missing_letters({"Han", "emoji", "Thai"}),
                HasSubstr("; install fonts-noto-cjk, fonts-noto-color-emoji, fonts-noto-core, and"));
    EXPECT_THAT(missing_letters({"unassigned characters"}), HasSubstr("; install a font that has them, and"));
}

TEST(LacksLess, IsOnlyWhatHasMoreLettersAndNoneFewer) {
    EXPECT_TRUE(lacks_less({}, {"Thai"}));
    EXPECT_TRUE(lacks_less({"Thai"}, {"Han", "Thai"}));
    EXPECT_FALSE(lacks_less({"Thai"}, {"Thai"}));
    EXPECT_FALSE(lacks_less({"Han"}, {"Thai", "Lao"}));
    EXPECT_FALSE(lacks_less({"Han", "Thai"}, {"Thai"}));
}

TEST(IsGoodFormerCover, OfLettersThatOneFontHasAndWritesAsTheyAre) {
    core::Show show;
    show.title = "Báo Đồng Tháp";
    show.author = "Редакция";
    EXPECT_TRUE(is_good_former_cover(show, core::sha256("Báo Đồng Tháp\nРедакция")));
    EXPECT_FALSE(is_good_former_cover(show, core::sha256("Báo\nРедакция")));
    show.author = "หนังสือพิมพ์";
    EXPECT_FALSE(is_good_former_cover(show, core::sha256("Báo Đồng Tháp\nหนังสือพิมพ์")));
}

}  // namespace
}  // namespace app
