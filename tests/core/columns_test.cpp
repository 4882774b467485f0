#include "core/columns.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Columns, AreCountedAsTerminalsDo) {
    struct Case {
        const char* text;
        std::size_t columns;
    };
    for (const auto& [text, columns] :
         {Case{"", 0}, Case{"abc", 3}, Case{"Ủy ban nhân dân", 15}, Case{"U\u0309y", 2},  // a mark of its own
          Case{"東京", 4}, Case{"ＡＢ", 4},                                               // wide and full-width
          Case{"한국", 4}, Case{"\u1112\u1161\u11AB", 2}, Case{"กำ", 2}, Case{"a\u200Bb\u200D\uFEFF", 2}, Case{"😀", 2},
          Case{"❤\uFE0F", 2}, Case{"😀\uFE0F", 2}, Case{"\xff", 1}})
        EXPECT_EQ(columns_of(text), columns) << text;
}

TEST(Columns, AreOfOneLineThatTurnsNothingAround) {
    EXPECT_EQ(one_line(" a\n b\tc "), "a b c");
    EXPECT_EQ(one_line("\u202Eabc\u202C \u2066d\u2069\u200E\u200F\u061C"), "abc d");
    EXPECT_EQ(one_line("\u202E"), "");
    EXPECT_EQ(one_line("a\x1b[31mb\xff"), "a[31mb\uFFFD");
    EXPECT_EQ(one_line("👩\u200D👧 שלום"), "👩\u200D👧 שלום") << "what joins and the scripts themselves stay";
    EXPECT_EQ(folded("\u202Eab cd", 2), (std::vector<std::string>{"ab", "cd"}));
}

TEST(Columns, AreFittedBetweenCharacters) {
    EXPECT_EQ(fitted("Cầu mới", 7), "Cầu mới");
    EXPECT_EQ(fitted("Cầu mới", 6), "Cầu m…");
    EXPECT_EQ(fitted("Cầu mới", 5), "Cầu…") << "without the space before what is missing";
    EXPECT_EQ(fitted("東京都", 5), "東京…");
    EXPECT_EQ(fitted("東京都", 4), "東…") << "half a character is none";
    EXPECT_EQ(fitted("a👩‍👩‍👧b", 4), "a…") << "a family stays together";
    EXPECT_EQ(fitted("U\u0309U\u0309U\u0309", 2), "U\u0309…");
    EXPECT_EQ(fitted("abc", 1), "…");
    EXPECT_EQ(fitted("abc", 0), "");
}

TEST(Columns, AreFoldedBetweenWords) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(folded("mot  hai ba\nbon", 7), (Lines{"mot hai", "ba bon"}));
    EXPECT_EQ(folded("東京都の天気", 5), (Lines{"東京", "都の", "天気"}));
    EXPECT_EQ(folded("a http://news.example/x", 10), (Lines{"a", "http://new", "s.example/", "x"}));
    EXPECT_EQ(folded("東", 1), (Lines{"東"}));
    EXPECT_EQ(folded(" ", 5), Lines{});
    EXPECT_EQ(padded("東", 4), "東  ");
    EXPECT_EQ(padded("long", 2), "long");
}

}  // namespace
}  // namespace core
