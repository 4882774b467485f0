#include "core/text.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using namespace std::string_literals;

TEST(CleanUtf8, ComposesAndRemovesWhatXmlCannotHold) {
    EXPECT_EQ(clean_utf8("o\xCC\x82\xCC\x81"), "ố");
    EXPECT_EQ(valid_utf8("o\xCC\x82\xCC\x81\xFF"), "o\xCC\x82\xCC\x81\uFFFD");
    EXPECT_EQ(clean_utf8("a\0b\x01\x0B\x7F"s), "ab");
    EXPECT_EQ(clean_utf8("a\xEF\xBF\xBE"s), "a");
    EXPECT_EQ(clean_utf8("a\xFFz\xC3"), "a\uFFFDz\uFFFD");
    EXPECT_EQ(clean_utf8("\xED\xA0\x80").find('\xED'), std::string::npos) << "a surrogate is no character";
    EXPECT_EQ(clean_utf8("tab\tline\n"), "tab\tline\n");
}

TEST(CollapseSpace, TakesUnicodesSpacesToo) {
    EXPECT_EQ(collapse_space("  a \u00A0\n b\u200B\u3000c "), "a b c");
    EXPECT_EQ(collapse_space(" \u00A0"), "");
}

TEST(Trim, LeavesTheInside) {
    EXPECT_EQ(trim("\u00A0 a  b \n"), "a  b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("\u200B\u3000ế\u3000\uFEFF"), "ế");
    EXPECT_EQ(trim(" \xE3\x80 \xFF "), "\xE3\x80 \xFF") << "what is ill-formed is no space";
}

TEST(Slug, IsAsciiWhateverTheScript) {
    EXPECT_EQ(slug("Đồng Tháp: 55 năm \"Di chúc\""), "dong-thap-55-nam-di-chuc");
    EXPECT_EQ(slug("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(slug("北京"), "bei-jing");
    EXPECT_EQ(slug("!!!"), "");
    EXPECT_EQ(slug("một hai ba bốn", 9), "mot-hai");
    EXPECT_EQ(slug(std::string(300, 'x'), 60).size(), 60u);
}

TEST(Truncate, EndsAtASentenceWhereOneFits) {
    EXPECT_EQ(truncate("Một câu. Hai câu. Ba câu.", 25, "vi"), "Một câu. Hai câu.");
    EXPECT_EQ(truncate("short", 25), "short");
    const std::string cut = truncate("một từ rất dài không có dấu chấm câu", 20, "vi");
    EXPECT_LE(cut.size(), 20u);
    EXPECT_TRUE(cut.ends_with("…")) << cut;
    EXPECT_EQ(clean_utf8(cut), cut);
    EXPECT_EQ(truncate("ếếếế", 2), "");
}

TEST(SplitLines, KnowsAllThreeEnds) {
    EXPECT_EQ(split_lines("a\r\nb\n\nc\rd"), (std::vector<std::string>{"a", "b", "", "c", "d"}));
    EXPECT_TRUE(split_lines("").empty());
}

TEST(LanguageTag, IsCheckedAgainstKnownLanguages) {
    for (const char* good : {"vi", "en", "en-GB", "zh-Hant-TW", "sr-Latn"}) EXPECT_TRUE(is_language_tag(good)) << good;
    for (const char* bad : {"", "vietnamese", "vi_VN", "xx-", "qqzz", "1"}) EXPECT_FALSE(is_language_tag(bad)) << bad;
}

TEST(Iso639, GivesBibliographicCodes) {
    EXPECT_EQ(iso_639_2("vi"), "vie");
    EXPECT_EQ(iso_639_2("de-AT"), "ger");
    EXPECT_EQ(iso_639_2("fr"), "fre");
    EXPECT_EQ(iso_639_2(""), "und");
}

TEST(Length, CountsWhatAReaderSees) {
    EXPECT_EQ(length("ế\U0001F469\u200D\U0001F52C"), 2u);
}

TEST(WordCount, KnowsScriptsWithoutSpacesToo) {
    EXPECT_EQ(word_count(""), 0u);
    EXPECT_EQ(word_count("The ferry, 12 years old, is back."), 7u);
    EXPECT_EQ(word_count("渡船今天恢复运行"), 4u);
    EXPECT_EQ(word_count("เรือข้ามฟากกลับมาวันนี้"), 7u);
    EXPECT_GE(word_count("ទូកឆ្លងបានត្រឡប់មកវិញ"), 4u);
    EXPECT_EQ(word_count("المعدية عادت اليوم"), 3u);
}

}  // namespace
}  // namespace core
