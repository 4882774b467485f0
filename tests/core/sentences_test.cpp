#include "core/sentences.h"

#include <gmock/gmock.h>

namespace core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Sentences, EndWhereTheLanguageEndsThem) {
    EXPECT_THAT(sentences("Phà chạy sớm. Trời mưa! Ai đi?", "vi"), ElementsAre("Phà chạy sớm.", "Trời mưa!", "Ai đi?"));
    EXPECT_THAT(sentences("“We go,” he said. “Now.” Then rain came.", "en"),
                ElementsAre("“We go,” he said.", "“Now.”", "Then rain came."));
    EXPECT_THAT(sentences("船は早い。雨が降る。", "ja"), ElementsAre("船は早い。", "雨が降る。"));
    EXPECT_THAT(sentences("नाव जल्दी आई। बारिश हुई।", "hi"), ElementsAre("नाव जल्दी आई।", "बारिश हुई।"));
}

TEST(Sentences, DoNotEndInAbbreviationsNumbersAndTimes) {
    EXPECT_THAT(sentences("Mr. Brown met Dr. Lee at 5.40 p.m. on pier 3.5.", "en").size(), 1U);
    EXPECT_THAT(sentences("TS. Lê Văn Tám nói vậy. ThS. Mai đồng ý.", "vi"),
                ElementsAre("TS. Lê Văn Tám nói vậy.", "ThS. Mai đồng ý."));
    EXPECT_THAT(sentences("1. Bến mới mở.\n\n2. Bến cũ đóng.", "vi"), ElementsAre("1. Bến mới mở.", "2. Bến cũ đóng."));
    EXPECT_THAT(sentences("Vé giá 5. Phà chạy. Ông gặp J. Doe ở EU. Rồi về.", "vi"),
                ElementsAre("Vé giá 5.", "Phà chạy.", "Ông gặp J. Doe ở EU.", "Rồi về."));
}

TEST(Sentences, EndWithTheirParagraph) {
    EXPECT_THAT(sentences("A heading\n\nA text that is\nfolded over  two lines.\n\nThe last", "en"),
                ElementsAre("A heading", "A text that is folded over two lines.", "The last"));
}

TEST(Sentences, HoldWords) {
    EXPECT_THAT(sentences("***\n\n—\n\n…", "en"), IsEmpty());
    EXPECT_THAT(sentences("", "en"), IsEmpty());
    EXPECT_THAT(sentences("One. \u00a0 Two.", "no such language"), ElementsAre("One.", "Two."));
}

TEST(Sentences, OfAnArticleBeginWithWhatStandsBeforeItsText) {
    Article article;
    article.title = "Bến mới mở";
    article.lead = "Phà chạy sớm.";
    article.authors = {"Lê Mai", "Võ An"};
    article.body = "Sông rộng. Phà nhỏ.";
    EXPECT_THAT(spoken_sentences(article, "vi"),
                ElementsAre("Bến mới mở", "Phà chạy sớm.", "Lê Mai, Võ An", "Sông rộng.", "Phà nhỏ."));
    article.body = "(TTXVN) - Phà chạy sớm. Sông rộng.";
    EXPECT_THAT(spoken_sentences(article, "vi"),
                ElementsAre("Bến mới mở", "Lê Mai, Võ An", "(TTXVN) - Phà chạy sớm.", "Sông rộng."));
}

}  // namespace
}  // namespace core
