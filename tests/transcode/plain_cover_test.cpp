#include "transcode/plain_cover.h"

#include "core/error.h"
#include "core/text.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/fonts.h"
#include "tests/transcode/sound.h"
#include "transcode/cover_colours.h"
#include "transcode/lettering.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using transcode::Colour;

constexpr std::size_t side = 1400;

/// Which pixels of a cover are of its title's letters, row by row.
class Ink {
public:
    explicit Ink(const std::string& grey) {
        for (const char value : grey) pixels_.push_back(static_cast<unsigned char>(value) > 225);
        // The author is no part of the title.
        pixels_.resize(side * (side * 80 / 100));
    }

    bool row(std::size_t y) const {
        const auto begin = pixels_.begin() + static_cast<std::ptrdiff_t>(y * side);
        return std::find(begin, begin + side, true) != begin + side;
    }
    /// The shares of the side at which it begins and ends.
    double left() const {
        return edge([](std::size_t one, std::size_t other) { return one < other; });
    }
    double right() const {
        return edge([](std::size_t one, std::size_t other) { return one > other; });
    }
    /// Rows with ink that follow one another.
    int lines() const {
        int count = 0;
        for (std::size_t y = 1; y < pixels_.size() / side; ++y) count += row(y) && !row(y - 1) ? 1 : 0;
        return count;
    }
    std::size_t pixels() const { return static_cast<std::size_t>(std::ranges::count(pixels_, true)); }
    /// How much of the ink of two is not that of the other.
    friend double difference(const Ink& one, const Ink& other) {
        std::size_t differing = 0;
        for (std::size_t i = 0; i < one.pixels_.size(); ++i) differing += one.pixels_[i] != other.pixels_[i] ? 1 : 0;
        return static_cast<double>(differing) / static_cast<double>(one.pixels() + other.pixels());
    }

private:
    template <typename Before>
    double edge(Before before) const {
        std::size_t found = side;
        for (std::size_t i = 0; i < pixels_.size(); ++i)
            if (pixels_[i] && (found == side || before(i % side, found))) found = i % side;
        return static_cast<double>(found) / side;
    }

    std::vector<bool> pixels_;
};

class PlainCover : public testing::Test {
protected:
    transcode::PlainCover draw(const transcode::CoverWords& words) {
        const auto output = sound::open_to_write(folder_ / "cover.jpg");
        return transcode::plain_cover(output.get(), words, side);
    }
    Ink ink(const std::string& title, const std::string& language = {}) {
        draw({title, "", language});
        return Ink(sound::run("ffmpeg -v error -i " + sound::quoted(folder_ / "cover.jpg") +
                              " -vf format=gray -f rawvideo -"));
    }
    /// Whether the letters can be seen: another one looks another way.
    void expect_letters(const std::string& one, const std::string& other, const std::string& language) {
        if (!draw({one + other, ""}).missing.empty())
            GTEST_SKIP() << "no font with letters of " << language << " is installed";
        EXPECT_GT(difference(ink(one, language), ink(other, language)), 0.2) << language;
    }

    support::TemporaryFolder folder_;
};

/// The lines that it is broken into for a cover of a side of 1000.
std::vector<std::string> lines_of(const std::string& line, const std::string& language) {
    const transcode::Lettering lettering(language);
    const transcode::Lettering::Lines fitted = lettering.fitted(
        line, {.width = 500, .height = 700, .largest = 120, .smallest = 50, .most_lines = 6, .bold = true});
    PangoLayout* const layout = fitted.layout.get();
    std::vector<std::string> lines;
    const std::string text = pango_layout_get_text(layout);
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
        const PangoLayoutLine* one = pango_layout_get_line_readonly(layout, i);
        std::string part =
            text.substr(static_cast<std::size_t>(one->start_index), static_cast<std::size_t>(one->length));
        for (std::size_t at = 0; (at = part.find("\u200b")) != std::string::npos;) part.erase(at, 3);
        lines.push_back(part);
    }
    return lines;
}

TEST_F(PlainCover, IsASquareBaselineJpegThatStaysTheSame) {
    const transcode::CoverWords words{"Báo Đồng Tháp: tin tức trong ngày", "Tác giả: 100% {\"it's\"}", "vi"};
    const auto first = draw(words);
    EXPECT_EQ(first.picture.width, 1400);
    EXPECT_THAT(first.missing, IsEmpty());
    EXPECT_EQ(sound::run("ffprobe -v error -select_streams v:0 -show_entries "
                         "stream=codec_name,width,height,pix_fmt,profile -of default=nw=1:nk=1 " +
                         sound::quoted(folder_ / "cover.jpg") + " | tr '\\n' ' '"),
              "mjpeg Baseline 1400 1400 yuvj420p ");
    EXPECT_EQ(draw(words).picture.sha256, first.picture.sha256);
    EXPECT_NE(draw({"Another", words.author, "vi"}).picture.sha256, first.picture.sha256);
    EXPECT_NE(draw({words.title, "", "vi"}).picture.sha256, first.picture.sha256);
}

TEST_F(PlainCover, ShowsLettersOfLatinScript) {
    expect_letters("A", "Ơ", "Vietnamese");
}
TEST_F(PlainCover, ShowsLettersOfCyrillicScript) {
    expect_letters("Ж", "Ш", "Russian");
}
TEST_F(PlainCover, ShowsLettersOfArabicScript) {
    expect_letters("ش", "م", "Arabic");
}
TEST_F(PlainCover, ShowsLettersOfHebrewScript) {
    expect_letters("ש", "ל", "Hebrew");
}
TEST_F(PlainCover, ShowsLettersOfThaiScript) {
    expect_letters("ก", "ช", "Thai");
}
TEST_F(PlainCover, ShowsLettersOfDevanagariScript) {
    expect_letters("क", "म", "Hindi");
}
TEST_F(PlainCover, ShowsLettersOfHanScript) {
    expect_letters("新", "山", "Chinese");
}
TEST_F(PlainCover, ShowsLettersOfJapaneseScripts) {
    expect_letters("ニ", "の", "Japanese");
}
TEST_F(PlainCover, ShowsLettersOfKoreanScript) {
    expect_letters("한", "소", "Korean");
}

TEST_F(PlainCover, NamesTheScriptsOfWhichNoFontHasTheLetters) {
    const OnlyFonts only({dejavu / "DejaVuSansMono-Bold.ttf"});
    EXPECT_THAT(draw({"Tin tức שלום ข่าว", "新聞 📰", "vi"}).missing, ElementsAre("Han", "Hebrew", "Thai", "emoji"));
    EXPECT_LT(difference(ink("ก"), ink("ช")), 0.1) << "boxes look alike, or nothing tells them from letters";
    EXPECT_THAT(draw({"Tin tức", "Ban biên tập", "vi"}).missing, IsEmpty());
}

TEST_F(PlainCover, CannotBeDrawnWithoutAnyFont) {
    const OnlyFonts none({});
    try {
        draw({"Tin", "A", "vi"});
        FAIL() << "it was";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
        EXPECT_THAT(error.what(), testing::HasSubstr("fonts-dejavu-core"));
    }
}

TEST_F(PlainCover, OfATitleReadFromTheRightBeginsAtTheRight) {
    const OnlyFonts only({dejavu / "DejaVuSans-Bold.ttf", dejavu / "DejaVuSans.ttf"});
    const Ink english = ink("Noon", "en");
    const Ink hebrew = ink("שלום", "he");
    EXPECT_LT(english.left(), 0.11);
    EXPECT_LT(english.right(), 0.7);
    EXPECT_GT(hebrew.right(), 0.89);
    EXPECT_GT(hebrew.left(), 0.3);
    EXPECT_GT(ink("12 שלום", "he").right(), 0.89) << "digits are read from neither side";
}

TEST_F(PlainCover, JoinsTheLettersThatAreWrittenJoined) {
    const OnlyFonts only({dejavu / "DejaVuSans-Bold.ttf", dejavu / "DejaVuSans.ttf"});
    const std::string zero_width_non_joiner = "\u200c";
    EXPECT_GT(difference(ink("ببب", "ar"), ink("ب" + zero_width_non_joiner + "ب" + zero_width_non_joiner + "ب", "ar")),
              0.2);
}

TEST_F(PlainCover, StandsWholeInLettersAsSmallAsItTakes) {
    const Ink text =
        ink("Mmm mmm mm mmmm mmm mmmmmmm mmm mmmm mmm mmmmmm mm mmmmm mmmm mmm mmm mmmmmmmm mmm mmm", "en");
    EXPECT_GE(text.lines(), 3);
    EXPECT_LE(text.lines(), 6);
    EXPECT_GE(text.left(), 0.08);
    EXPECT_LE(text.right(), 0.92);
    EXPECT_LT(ink("Mmm").lines(), 2);
}

TEST_F(PlainCover, EndsATitleThatIsTooLongWithinItsRoom) {
    for (const std::string& title : {std::string(3000, 'm'), [] {
                                         std::string words;
                                         for (int i = 0; i < 400; ++i) words += "mmm mm ";
                                         return words;
                                     }()}) {
        const Ink text = ink(title, "en");
        EXPECT_EQ(text.lines(), 6);
        EXPECT_GE(text.left(), 0.08);
        EXPECT_LE(text.right(), 0.92);
    }
}

TEST(Lettering, BreaksBetweenWordsAlsoWhereNoSpacesAreSet) {
    for (const auto& [language, line] :
         {std::pair("zh", "晨报有声新闻每日精选"), std::pair("ja", "朝の新聞とオーディオ解説"),
          std::pair("th", "ข่าวเช้าวันนี้จากหนังสือพิมพ์ท้องถิ่น"), std::pair("km", "ព័ត៌មានពេលព្រឹកនិងកម្មវិធីផ្សាយសំឡេងប្រចាំថ្ងៃ"),
          std::pair("lo", "ຂ່າວຕອນເຊົ້າຈາກໜັງສືພິມທ້ອງຖິ່ນ"), std::pair("my", "ဒေသတွင်းသတင်းစာမှနံနက်ခင်းသတင်းများ"),
          std::pair("en", "Morning news, read aloud")}) {
        const std::vector<std::string> lines = lines_of(line, language);
        EXPECT_GE(lines.size(), 2u) << line;
        const std::vector<std::size_t> ends = core::word_ends(line);
        std::size_t end = 0;
        for (const std::string& one : lines)
            EXPECT_THAT(ends, testing::Contains(end += one.size())) << line << ": " << one;
    }
}

TEST_F(PlainCover, CanBeOfNoWordsAtAll) {
    EXPECT_EQ(draw({"", "", ""}).picture.width, 1400);
    EXPECT_EQ(ink("").pixels(), 0u);
    EXPECT_EQ(draw({"Tin", "", "vi"}).picture.width, 1400);
    EXPECT_EQ(draw({"", "Ban biên tập", "no language"}).picture.width, 1400);
}

TEST_F(PlainCover, TakesAnyBytesForWords) {
    std::string marks = "a";
    for (int i = 0; i < 2000; ++i) marks += "\u0301";
    for (const std::string& title :
         {std::string("\0Tin\x01\x1b[2J\x7f", 10), std::string("\xff\xfe\xc3"),
          std::string("\xed\xa0\x80 \xf4\x90\x80\x80"), std::string("\u202eTin\u202c\u2066\u2028\u2029\u0085"),
          std::string("<b>&amp;</b>%{pts}"), marks, std::string("\u200d\u200d\ufe0f"), std::string(3000, '\xe1')})
        EXPECT_EQ(draw({title, title, title}).picture.width, 1400) << title;
    EXPECT_EQ(difference(ink("T\x01in\n\tm\x7f"), ink("Tin m")), 0.0);
}

TEST(CoverColours, CarryLettersWithAContrastOf45) {
    const auto luminance = [](const Colour& colour) {
        const auto linear = [](double value) {
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    };
    const auto contrast = [&](const Colour& light, const Colour& dark) {
        return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
    };
    for (int number = 0; number < 1000; ++number) {
        const auto colours = transcode::cover_colours(std::to_string(number));
        EXPECT_GE(contrast(colours.letters, colours.ground), 4.5) << number;
        EXPECT_GE(contrast(colours.letters, colours.tone), 4.5) << number;
        EXPECT_GE(contrast(colours.mark, colours.ground), 4.5) << number;
        EXPECT_GE(contrast(colours.tone, colours.ground), 1.1) << number;
    }
}

}  // namespace
