#include "transcode/picture.h"

#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using testing::HasSubstr;

std::string picture_facts(const std::filesystem::path& file) {
    std::string text = sound::run(
        "ffprobe -v error -select_streams v:0 -show_entries stream=codec_name,width,height,pix_fmt,profile "
        "-of default=nw=1:nk=1 " +
        sound::quoted(file) + " | tr '\\n' ' '");
    return text;
}

class PictureFile : public testing::Test {
protected:
    std::filesystem::path draw(const std::string& source, const std::string& name) {
        const auto path = folder_ / name;
        sound::run("ffmpeg -v error -f lavfi -i \"" + source + "\" -frames:v 1 " + sound::quoted(path));
        return path;
    }
    transcode::PictureFacts written(const std::filesystem::path& source, const transcode::PictureShape& shape,
                                    const char* name = "square.jpg") {
        const auto input = core::open_to_read(source);
        const auto output = sound::open_to_write(folder_ / name);
        return transcode::scaled_jpeg(input.get(), output.get(), shape);
    }
    transcode::PictureFacts squared(const std::filesystem::path& source, int min_side, int max_side) {
        return written(source, {.min = min_side, .max = max_side});
    }
    static void put(const std::filesystem::path& path, const std::string& bytes) {
        const auto file = sound::open_to_write(path);
        ASSERT_EQ(write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    /// A red top left quarter on white, 400 x 300 pixels when it is shown, as EXIF's orientation wants it stored.
    std::filesystem::path stored(int orientation) {
        // How a picture is changed before it is stored so that it shows right again.
        const std::vector<std::string> changes = {"null",        "hflip",       "hflip,vflip", "vflip",
                                                  "transpose=0", "transpose=2", "transpose=3", "transpose=1"};
        const auto path = draw("color=white:s=400x300,drawbox=x=0:y=0:w=200:h=150:c=red:t=fill," +
                                   changes.at(static_cast<std::size_t>(orientation) - 1),
                               "stored" + std::to_string(orientation) + ".jpg");
        std::string bytes = sound::run("cat " + sound::quoted(path));
        const std::string body = std::string("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24) +
                                 static_cast<char>(orientation) + std::string(7, '\0');
        bytes.insert(2, std::string("\xFF\xE1\0", 3) + static_cast<char>(body.size() + 2) + body);
        put(path, bytes);
        return path;
    }
    /// Red, green and blue of one pixel.
    std::vector<int> pixel(int x, int y, const char* name = "square.jpg") {
        const std::string bytes = sound::run("ffmpeg -v error -i " + sound::quoted(folder_ / name) +
                                             " -vf format=rgb24,crop=1:1:" + std::to_string(x) + ":" +
                                             std::to_string(y) + " -f rawvideo -pix_fmt rgb24 -");
        std::vector<int> colours;
        for (const char byte : bytes) colours.push_back(static_cast<unsigned char>(byte));
        return colours;
    }

    support::TemporaryFolder folder_;
};

TEST_F(PictureFile, IsCroppedToItsCentreAndScaledIntoTheLimits) {
    struct Case {
        const char* source;
        const char* name;
        int side;
    };
    for (const Case& tested : {Case{"testsrc=s=1000x600", "wide.png", 600}, Case{"testsrc=s=300x700", "tall.jpg", 400},
                               Case{"testsrc=s=2000x1801", "large.webp", 800}, Case{"testsrc=s=5x3", "tiny.bmp", 400},
                               Case{"testsrc=s=640x480", "moving.gif", 480}}) {
        SCOPED_TRACE(tested.name);
        const auto facts = squared(draw(tested.source, tested.name), 400, 800);
        EXPECT_EQ(facts.width, tested.side);
        EXPECT_EQ(facts.height, tested.side);
        EXPECT_EQ(facts.type, "image/jpeg");
        EXPECT_EQ(facts.bytes, std::filesystem::file_size(folder_ / "square.jpg"));
        EXPECT_EQ(facts.sha256, core::sha256_of_file(core::open_to_read(folder_ / "square.jpg").get()));
        const std::string side = std::to_string(tested.side);
        EXPECT_EQ(picture_facts(folder_ / "square.jpg"), "mjpeg Baseline " + side + " " + side + " yuvj420p ");
    }
}

TEST_F(PictureFile, KeepsTheMiddle) {
    // Red on the left, green in the middle, blue on the right.
    squared(
        draw("color=red:s=100x100[r];color=lime:s=100x100[g];color=blue:s=100x100[b];[r][g][b]hstack=3", "bands.png"),
        50, 200);
    for (const int x : {10, 50, 90}) {
        const auto colours = pixel(x, 50);
        EXPECT_LT(colours[0], 30);
        EXPECT_GT(colours[1], 220);
        EXPECT_LT(colours[2], 30);
    }
}

TEST_F(PictureFile, PutsTransparencyOnWhite) {
    squared(draw("color=black@0.0:s=100x100,format=rgba", "clear.png"), 50, 200);
    const auto colours = pixel(50, 50);
    for (const int colour : colours) EXPECT_GT(colour, 250);
}

TEST_F(PictureFile, IsTurnedAndMirroredAsItsExifSays) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        squared(stored(orientation), 200, 200);
        SCOPED_TRACE(orientation);
        EXPECT_LT(pixel(40, 40)[1], 60);
        for (const auto& [x, y] : {std::pair(160, 40), std::pair(40, 160), std::pair(160, 160)})
            EXPECT_GT(pixel(x, y)[1], 200) << x << ", " << y;
        EXPECT_THAT(sound::run("cat " + sound::quoted(folder_ / "square.jpg")), testing::Not(HasSubstr("Exif")));
    }
}

TEST_F(PictureFile, UncutKeepsItsProportionsAndIsNeverEnlarged) {
    struct Case {
        const char* source;
        const char* name;
        int width;
        int height;
    };
    const transcode::PictureShape uncut{.cut = transcode::Cut::none, .max = 960, .quality = 5};
    for (const Case& tested :
         {Case{"testsrc2=s=1920x1080", "wide.png", 960, 540}, Case{"testsrc2=s=801x2000", "tall.jpg", 384, 960},
          Case{"testsrc2=s=960x960", "square.png", 960, 960}, Case{"testsrc=s=333x201", "small.png", 333, 201},
          Case{"testsrc=s=3000x3", "line.png", 960, 1}}) {
        SCOPED_TRACE(tested.name);
        const auto facts = written(draw(tested.source, tested.name), uncut, "uncut.jpg");
        EXPECT_EQ(facts.width, tested.width);
        EXPECT_EQ(facts.height, tested.height);
        EXPECT_EQ(picture_facts(folder_ / "uncut.jpg"), "mjpeg Baseline " + std::to_string(tested.width) + " " +
                                                            std::to_string(tested.height) + " yuvj420p ");
    }
}

TEST_F(PictureFile, UncutIsTurnedAndMirroredAsItsExifSays) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        SCOPED_TRACE(orientation);
        const auto facts = written(stored(orientation), {.cut = transcode::Cut::none, .max = 200}, "uncut.jpg");
        EXPECT_EQ(facts.width, 200);
        EXPECT_EQ(facts.height, 150);
        EXPECT_EQ(picture_facts(folder_ / "uncut.jpg"), "mjpeg Baseline 200 150 yuvj420p ");
        for (const auto& [x, y] : {std::pair(5, 5), std::pair(90, 65)}) EXPECT_LT(pixel(x, y, "uncut.jpg")[1], 60);
        for (const auto& [x, y] : {std::pair(110, 65), std::pair(90, 85), std::pair(195, 145)})
            EXPECT_GT(pixel(x, y, "uncut.jpg")[1], 200) << x << ", " << y;
    }
}

TEST_F(PictureFile, OfALengthThatIsLessThanWantedIsRefused) {
    const auto path = draw("color=red:s=600x298", "flat.png");
    const auto input = core::open_to_read(path);
    const auto output = sound::open_to_write(folder_ / "square.jpg");
    try {
        transcode::scaled_jpeg(input.get(), output.get(), {.min = 1400, .max = 3000, .least_source = 300});
        ADD_FAILURE();
    } catch (const core::Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("it has 600 x 298 pixels, and 300 are the least on each side"));
    }
}

TEST_F(PictureFile, ThatMovesIsItsFirstFrame) {
    for (const std::string options : {"", "-lossless 1", "-pix_fmt yuva420p"}) {
        sound::run(
            "ffmpeg -v error -nostdin -y -f lavfi -i \"color=red:s=200x200:d=0.4:r=5[a];color=blue:s=200x200:d=0.4:"
            "r=5[b];[a][b]concat\" -c:v libwebp_anim " +
            options + " " + sound::quoted(folder_ / "moving.webp"));
        squared(folder_ / "moving.webp", 100, 100);
        EXPECT_GT(pixel(50, 50)[0], 200) << options;
        EXPECT_LT(pixel(50, 50)[2], 60) << options;
    }
}

TEST_F(PictureFile, InAvifIsTurnedAsItSays) {
    if (!sound::have("avifenc")) GTEST_SKIP() << "avifenc, which makes the picture, is not installed";
    sound::run("avifenc --irot 1 " +
               sound::quoted(draw("color=white:s=400x300,drawbox=x=0:y=0:w=200:h=150:c=red:t=fill", "corner.png")) +
               " " + sound::quoted(folder_ / "corner.avif"));
    squared(folder_ / "corner.avif", 200, 200);
    EXPECT_LT(pixel(40, 160)[1], 60) << "a quarter against the clock";
    EXPECT_GT(pixel(40, 40)[1], 200);
}

TEST_F(PictureFile, IsNamedInTheFormatsThatLibavLacks) {
    for (const auto& [bytes, name] :
         {std::pair(std::string("\0\0\0\x18"
                                "ftypheic\0\0\0\0mif1heic",
                                24),
                    "a HEIC picture"),
          std::pair(std::string("\0\0\0\x0CJXL \r\n\x87\n", 12), "a JPEG XL picture"),
          std::pair(std::string("8BPS\0\x01", 6) + std::string(40, '\0'), "a Photoshop picture"),
          std::pair(std::string("%PDF-1.7\n"), "a PDF document")}) {
        put(folder_ / "other", bytes + std::string(2000, '\1'));
        try {
            squared(folder_ / "other", 100, 100);
            ADD_FAILURE() << name;
        } catch (const core::Error& error) {
            EXPECT_THAT(error.what(), HasSubstr(std::string("it is ") + name + " that "));
        }
    }
}

TEST_F(PictureFile, IsRefusedWhenItIsNone) {
    const auto path = folder_ / "none.jpg";
    for (const std::string content : {"", "<html>not found</html>", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"}) {
        {
            const auto file = sound::open_to_write(path);
            ASSERT_EQ(write(file.get(), content.data(), content.size()), static_cast<ssize_t>(content.size()));
        }
        try {
            squared(path, 400, 800);
            ADD_FAILURE() << "taken: " << content;
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media);
        }
    }
}

TEST_F(PictureFile, IsRefusedAboveAHundredMegapixels) {
    // A small file whose header claims 20000 x 20000.
    const auto path = draw("color=red:s=16x16", "bomb.png");
    std::string bytes = sound::run("cat " + sound::quoted(path));
    bytes.replace(16, 8, std::string("\x00\x00\x4e\x20\x00\x00\x4e\x20", 8));
    {
        const auto file = sound::open_to_write(path);
        ASSERT_EQ(write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    EXPECT_THROW(squared(path, 400, 800), core::Error);
}

}  // namespace
