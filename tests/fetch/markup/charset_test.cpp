#include "fetch/markup/charset.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include <string>

namespace {

using namespace std::literals;

std::string utf16(std::u16string_view text, bool big_endian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xFF);
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

// "Đồng Tháp đổi mới, lúa được mùa ở mọi xã" as windows-1258 writes it: tone marks stand after their vowels.
constexpr std::string_view vietnamese_1258 =
    "\xD0\xF4\xCCng Tha\xECp \xF0\xF4\xD2i m\xF5\xECi, lu\xEC"
    "a \xF0\xFD\xF5\xF2"
    "c mu\xCC"
    "a \xF5\xD2 mo\xF2i xa\xDE";
constexpr std::string_view vietnamese = "Đồng Tháp đổi mới, lúa được mùa ở mọi xã";

TEST(DecodeText, ByteOrderMarksDecideBeforeAnyLabel) {
    EXPECT_EQ(fetch::decode_text("\xEF\xBB\xBFx\xC3\xA1", "text/plain; charset=windows-1252"), "xá");
    EXPECT_EQ(fetch::decode_text("<a href=ba\xCC\x80i>", ""), "<a href=ba\xCC\x80i>") << "URLs are not to be changed";
    EXPECT_EQ(fetch::decode_text("\xFF\xFE"s + utf16(u"Đồng Tháp", false), "text/html; charset=utf-8"), "Đồng Tháp");
    EXPECT_EQ(fetch::decode_text("\xFE\xFF"s + utf16(u"Đồng Tháp", true), ""), "Đồng Tháp");
    EXPECT_EQ(fetch::decode_text("\xFF\xFE\0\0\x11\x01\0\0"sv, ""), "đ");
}

TEST(DecodeText, TheServersCharsetComesBeforeThePages) {
    EXPECT_EQ(fetch::decode_text("<meta charset=windows-1251><p>\xE1</p>", "text/html; charset=\"ISO-8859-2\""),
              "<meta charset=windows-1251><p>á</p>");
}

TEST(DecodeText, ReadsTheDeclarationsInsideThePage) {
    EXPECT_EQ(
        fetch::decode_text(
            "<html><head><META http-equiv=Content-Type content='text/html; charset = windows-1251'>\xCC\xE8\xF0", ""),
        "<html><head><META http-equiv=Content-Type content='text/html; charset = windows-1251'>Мир");
    EXPECT_EQ(fetch::decode_text("<?xml version='1.0' encoding='koi8-r'?><a>\xED\xC9\xD2</a>", "application/xml"),
              "<?xml version='1.0' encoding='koi8-r'?><a>Мир</a>");
    EXPECT_EQ(fetch::decode_text("<meta name=x><meta charset='euc-jp'>\xC6\xFC\xCB\xDC", ""),
              "<meta name=x><meta charset='euc-jp'>日本");
}

TEST(DecodeText, ALabelThatTheBytesBelieIsPassedOver) {
    EXPECT_EQ(fetch::decode_text("Đồng Tháp", "text/html; charset=ISO-8859-1"), "Đồng Tháp");
    EXPECT_EQ(fetch::decode_text("<meta charset=utf-8>caf\xE9", ""), "<meta charset=utf-8>café");
    EXPECT_EQ(fetch::decode_text("<meta charset=utf-16>x y", ""), "<meta charset=utf-16>x y");
    EXPECT_EQ(fetch::decode_text("plain", "text/html; charset=utf-16"), "plain");
    EXPECT_EQ(fetch::decode_text("plain", "text/html; charset=no-such-thing"), "plain");
}

TEST(DecodeText, Utf7IsNeverRead) {
    EXPECT_EQ(fetch::decode_text("+ADw-script+AD4-", "text/html; charset=utf-7"), "+ADw-script+AD4-");
}

TEST(DecodeText, BrowsersNamesForCharsets) {
    EXPECT_EQ(fetch::decode_text("\x80 \x93x\x94", "text/html; charset=iso-8859-1"), "€ “x”");
    EXPECT_EQ(fetch::decode_text("\xB9\xFA", "text/html; charset=gb2312"), "国");
    EXPECT_EQ(fetch::decode_text("\xA1\xD2\xC3", "text/html; charset=TIS-620"), "การ");
}

TEST(DecodeText, Windows1258IsReadWhenNamedAndFoundWhenNot) {
    EXPECT_EQ(fetch::decode_text(vietnamese_1258, "text/plain; charset=windows-1258"), vietnamese);
    EXPECT_EQ(fetch::decode_text(vietnamese_1258, ""), vietnamese);
}

std::string encoded(const std::string& text, const char* charset) {
    const iconv_t converter = ::iconv_open(charset, "UTF-8");
    std::string input = text;
    std::string output(text.size() * 4, '\0');
    char* source = input.data();
    char* target = output.data();
    std::size_t left = input.size();
    std::size_t room = output.size();
    EXPECT_EQ(::iconv(converter, &source, &left, &target, &room), 0u) << charset;
    ::iconv_close(converter);
    output.resize(output.size() - room);
    return output;
}

TEST(DecodeText, ReadsTheCharsetsOfOlderVietnamesePages) {
    const std::string text =
        "Sáng nay ngư dân vùng đầu nguồn ra đồng đặt lưới, cá linh về sớm, giá bán được cho là khá.";
    for (const char* charset : {"VISCII", "TCVN5712-1"})
        EXPECT_EQ(fetch::decode_text(encoded(text, charset), std::string("text/html; charset=") + charset), text);
    EXPECT_EQ(fetch::decode_text(encoded("<p>" + text + "</p>", "VISCII"), ""), "<p>" + text + "</p>");
    EXPECT_EQ(fetch::decode_text("<meta charset=viscii>" + encoded(text, "VISCII"), ""),
              "<meta charset=viscii>" + text);
}

TEST(DecodeText, ANameSaysNothingOfHowToConvert) {
    EXPECT_EQ(fetch::decode_text("caf\xE9", "text/html; charset=viscii//translit"), "café");
}

TEST(DecodeText, FindsTheCharsetOfAPageThatNamesNone) {
    const std::initializer_list<std::pair<const char*, const char*>> samples{
        {"WINDOWS-1252",
         "L’été dernier, à la lisière de la forêt, où les élèves étaient déjà partis, le maire a parlé."},
        {"WINDOWS-1250", "Wójt ogłosił, że w środę rozpocznie się budowa mostu; mieszkańcy czekają na to od lat."},
        {"ISO-8859-2", "Wójt ogłosił, że w środę rozpocznie się budowa mostu; mieszkańcy czekają na to od lat."},
        {"WINDOWS-1251", "Сегодня утром в городе открылся новый мост, жители ждали этого много лет."},
        {"KOI8-R", "Сегодня утром в городе открылся новый мост, жители ждали этого много лет."},
        {"SHIFT_JIS", "今日の朝、町の新しい橋が開通した。住民は長い間これを待っていたと市役所は話した。"},
        {"EUC-JP", "今日の朝、町の新しい橋が開通した。住民は長い間これを待っていたと市役所は話した。"},
        {"GB18030", "今天上午，县城新桥正式通车，居民们等待这一天已经很久了，镇政府介绍说。"},
        {"BIG5", "今天上午，縣城新橋正式通車，居民們等待這一天已經很久了，鎮公所表示。"},
        {"EUC-KR", "오늘 아침 마을의 새 다리가 개통되었다. 주민들은 오래 기다려 왔다고 시청은 말했다."},
    };
    for (const auto& [charset, text] : samples) {
        const std::string page = std::string("<html><body class=\"main\"><p>") + text + "</p></body></html>";
        EXPECT_EQ(fetch::decode_text(encoded(page, charset), ""), page) << charset;
    }
}

TEST(DecodeText, WesternTextIsNotTakenForVietnamese) {
    EXPECT_EQ(
        fetch::decode_text("Per\xF2 la citt\xE0 \xE8 cos\xEC grande, perch\xE9 ci\xF2 non si pu\xF2 dire pi\xF9", ""),
        "Però la città è così grande, perché ciò non si può dire più");
    EXPECT_EQ(fetch::decode_text("Os cora\xE7\xF5\xF5"
                                 "es n\xE3o s\xE3o t\xE3o irm\xE3os",
                                 ""),
              "Os coraçõões não são tão irmãos");
}

TEST(DecodeText, Utf16WithoutAMarkIsFoundByItsZeros) {
    EXPECT_EQ(fetch::decode_text(utf16(u"Tin mới ở Đồng Tháp\r\nngày 8", false), ""), "Tin mới ở Đồng Tháp\r\nngày 8");
    EXPECT_EQ(fetch::decode_text(utf16(u"Tin mới ở Đồng Tháp\r\nngày 8", true), ""), "Tin mới ở Đồng Tháp\r\nngày 8");
}

TEST(DecodeText, LegacyBytesWithoutALabelAreDetected) {
    EXPECT_EQ(fetch::decode_text("\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xDD\xF2\xEE \xF0\xF3\xF1\xF1\xEA\xE8\xE9 "
                                 "\xF2\xE5\xEA\xF1\xF2 \xE4\xEB\xFF \xEF\xF0\xEE\xE2\xE5\xF0\xEA\xE8.",
                                 ""),
              "Привет, мир! Это русский текст для проверки.");
}

TEST(DecodeText, DamageStaysDamageAndOutputIsAlwaysClean) {
    EXPECT_EQ(fetch::decode_text("Đồng \xFF Tháp ở đây", "text/html; charset=utf-8"), "Đồng \xEF\xBF\xBD Tháp ở đây");
    EXPECT_EQ(fetch::decode_text("a\0b\x01"sv, ""), "ab");
    EXPECT_EQ(fetch::decode_text("", ""), "");
    for (int byte = 0; byte < 256; ++byte) {
        for (const auto* label : {"", "utf-8", "shift_jis", "gb18030", "iso-2022-jp", "utf-16", "hz"}) {
            const std::string text =
                fetch::decode_text(std::string(3, static_cast<char>(byte)), "text/html; charset="s + label);
            EXPECT_EQ(text, fetch::decode_text(text, "text/html; charset=utf-8")) << byte << " " << label;
        }
    }
}

}  // namespace
