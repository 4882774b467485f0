#include "feed/palette.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <initializer_list>
#include <string>

namespace feed {
namespace {

TEST(Contrast, IsThatOfWcag) {
    EXPECT_DOUBLE_EQ(contrast("#000000", "#ffffff"), 21);
    EXPECT_DOUBLE_EQ(contrast("#777777", "#777777"), 1);
    // The grey that is known for being just enough on white.
    EXPECT_NEAR(contrast("#767676", "#ffffff"), 4.54, 0.005);
    EXPECT_DOUBLE_EQ(contrast("red", "#ffffff"), 1);
    EXPECT_DOUBLE_EQ(contrast("#ff00g0", "#ffffff"), 1);
}

/// Whether an accent can be read on these grounds, and what is written on it.
void expect_readable(const Accent& accent, std::initializer_list<const char*> grounds, const std::string& of) {
    for (const char* ground : grounds) EXPECT_GE(contrast(accent.ink, ground), 4.5) << of << " on " << ground;
    EXPECT_GE(contrast(accent.ink, accent.on_ink), 4.5) << of;
}

TEST(Palette, CanBeReadWhateverTheCoversColour) {
    for (int red = 0; red < 256; red += 51)
        for (int green = 0; green < 256; green += 51)
            for (int blue = 0; blue < 256; blue += 51) {
                char colour[8];
                std::snprintf(colour, sizeof colour, "#%02x%02x%02x", red, green, blue);
                const Palette palette = palette_of(colour);
                expect_readable(palette.light, {"#fbfaf7", "#ffffff"}, colour);
                expect_readable(palette.dark, {"#14171a", "#1d2125"}, colour);
            }
}

TEST(Palette, KeepsAColourThatCanBeReadAlready) {
    EXPECT_EQ(palette_of("#b3122f").light.ink, "#b3122f");
    EXPECT_EQ(palette_of("#7fd6ba").dark.ink, "#7fd6ba");
}

TEST(Palette, IsOursWhereThereIsNoColour) {
    EXPECT_EQ(palette_of("").light.ink, "#0b5d4a");
    EXPECT_EQ(palette_of("blue").light.ink, "#0b5d4a");
    expect_readable(palette_of("").dark, {"#14171a", "#1d2125"}, "ours");
}

}  // namespace
}  // namespace feed
