#include "transcode/colour.h"

#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/picture.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

class Colour : public testing::Test {
protected:
    /// Of a picture that ffmpeg's graph of filters draws.
    std::string of(const std::string& source) {
        const auto path = folder_ / "cover.png";
        sound::run("ffmpeg -v error -nostdin -y -f lavfi -i \"" + source + "\" -frames:v 1 " + sound::quoted(path));
        const auto input = core::open_to_read(path);
        const auto output = sound::open_to_write(folder_ / "square.jpg");
        return transcode::scaled_jpeg(input.get(), output.get(), {.min = 600, .max = 600}).colour;
    }
    static std::array<int, 3> primaries(const std::string& colour) {
        EXPECT_EQ(colour.size(), 7u) << colour;
        if (colour.size() != 7) return {};
        const int value = std::stoi(colour.substr(1), nullptr, 16);
        return {value >> 16, (value >> 8) & 0xFF, value & 0xFF};
    }

    support::TemporaryFolder folder_;
};

/// Noise as photographs have it, in brightness and colours.
constexpr const char* grey_photo = "color=gray:s=600x600,noise=c0s=60:c1s=12:c2s=12:c0_seed=1:c1_seed=2:c2_seed=3";

TEST_F(Colour, IsTheOneThatStandsOnWhiteOrGrey) {
    for (const std::string ground : {"color=white:s=600x600", grey_photo}) {
        // A hundredth of the picture.
        const auto dot = primaries(of(ground + ",format=rgb24,drawbox=x=200:y=300:w=60:h=60:c=red:t=fill"));
        EXPECT_GT(dot[0], 170) << ground;
        EXPECT_LT(dot[1], 100) << ground;
        EXPECT_LT(dot[2], 100) << ground;
    }
    const auto half = primaries(of("color=white:s=600x600,format=rgb24,drawbox=w=600:h=300:c=red:t=fill"));
    EXPECT_GT(half[0], 245);
    EXPECT_LT(half[1], 20);
}

TEST_F(Colour, OfAGradientIsOneOfIts) {
    const auto blue = primaries(of("color=black:s=600x600,format=gbrp,geq=r='X/10':g='40+X/6':b='80+X/4'"));
    EXPECT_THAT(blue[2], AllOf(Ge(80), Le(230)));
    EXPECT_GT(blue[2], blue[1] + 40);
    EXPECT_GT(blue[1], blue[0]);
}

TEST_F(Colour, IsNoneWhereThereAreOnlyGreys) {
    EXPECT_EQ(of("color=black:s=600x600,format=gbrp,geq=r='X*255/W':g='X*255/W':b='X*255/W'"), "");
    EXPECT_EQ(of("color=white:s=600x600"), "");
    EXPECT_EQ(of("color=0x080402:s=600x600"), "") << "as good as black";
    EXPECT_EQ(of(grey_photo), "");
    EXPECT_EQ(of(std::string(grey_photo) + ",format=rgb24,drawbox=x=200:y=300:w=12:h=12:c=red:t=fill"), "")
        << "a speck colours no pages";
}

TEST_F(Colour, OfADarkGroundWithWhiteLettersIsTheGrounds) {
    std::string letters = "color=0x0b1d4a:s=600x600,format=rgb24";
    for (const int x : {100, 180, 260, 340, 420})
        letters += ",drawbox=x=" + std::to_string(x) + ":y=200:w=40:h=150:c=white:t=fill";
    const auto navy = primaries(of(letters));
    EXPECT_NEAR(navy[0], 0x0b, 12);
    EXPECT_NEAR(navy[1], 0x1d, 12);
    EXPECT_NEAR(navy[2], 0x4a, 12);
}

TEST_F(Colour, IsTheMoreColourfulOneWhereThereAreTwo) {
    const std::string sky = "color=0xb8c8d8:s=600x600,format=rgb24";
    const auto mark = primaries(of(sky + ",drawbox=x=100:y=100:w=200:h=200:c=0xe06000:t=fill"));
    EXPECT_GT(mark[0], 200);
    EXPECT_LT(mark[2], 40);
}

TEST_F(Colour, OfTheSamePictureIsTheSame) {
    const std::string source = "testsrc2=s=600x600";
    const std::string first = of(source);
    EXPECT_EQ(of(source), first);
    EXPECT_NE(first, "");
}

}  // namespace
