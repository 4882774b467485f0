#include "fetch/words/furniture.h"

#include <gtest/gtest.h>

namespace {

using fetch::kind_of_line;
using fetch::LineKind;
using fetch::LineOf;

TEST(BodyLines, AreTextUnlessTheirWordsSayOtherwise) {
    for (const char* line : {"GIRLS BASKETBALL", "Pittsburgh", "___", "All...", "Giá lúa tăng trong tuần qua.",
                             "More than half of them came.", "Comments like that hurt, she said.",
                             "Related work had been going on for years.", "13. März"}) {
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::text) << line;
    }
    EXPECT_EQ(kind_of_line(std::string(300, 'x') + " (Photo: A)", LineOf::page), LineKind::caption);
    EXPECT_EQ(kind_of_line(std::string(500, 'x') + " (Photo: A)", LineOf::page), LineKind::text);
}

TEST(BodyLines, KnowTheSitesOwn) {
    for (const char* line : {"Advertisement", "ADVERTISEMENT", "Quảng cáo", "Chia sẻ", "Story continues below",
                             "Trở về trang trước", "Gửi bình luận của bạn", "Sign up for our newsletter", "•"}) {
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::furniture) << line;
    }
}

TEST(BodyLines, KnowWhereTheArticleEnds) {
    for (const char* line : {"Related stories", "Tin liên quan", "CÁC TIN KHÁC", "Có thể bạn quan tâm", "Comments",
                             "Leave a comment", "More from Ann Lee", "Mehr zum Thema"}) {
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::tail) << line;
    }
}

TEST(BodyLines, KnowPointersStampsAndCaptions) {
    EXPECT_EQ(kind_of_line("Read more: The ferry is back", LineOf::page), LineKind::pointer);
    EXPECT_EQ(kind_of_line("Xem thêm: Giá lúa giữ ở mức cao", LineOf::page), LineKind::pointer);
    EXPECT_EQ(kind_of_line("More on this: the ferry is back", LineOf::page), LineKind::pointer);
    EXPECT_EQ(kind_of_line("Published: 8 July 2024", LineOf::page), LineKind::stamp);
    EXPECT_EQ(kind_of_line("Cập nhật ngày: 08/07/2024 10:00:11", LineOf::page), LineKind::stamp);
    EXPECT_EQ(kind_of_line("Đoàn viên chuyển cây giống (Ảnh: Minh Tâm)", LineOf::page), LineKind::caption);
    EXPECT_EQ(kind_of_line("The ferry on her first run (Image: GETTY )", LineOf::page), LineKind::caption);
}

TEST(BodyLines, KnowHowLongItTakesAndWhatIsSaidToReaders) {
    for (const char* line :
         {"5 min read", "12 minutes read", "Temps de lecture : 3 min", "3 phút đọc", "1 204 lượt xem",
          "Sign up for our newsletter and never miss a story.", "Đăng nhập để đọc tiếp bài viết này",
          "Ya eres suscriptor? Inicia sesión", "この記事は有料会員限定です。", "무단전재 및 재배포 금지",
          "© 2026 The Paper", "Copyright 2026 The Paper"}) {
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::furniture) << line;
    }
    for (const char* line : {"He needs 5 minutes to read it.", "Copyright law is older than the press.",
                             "He wants to become a member of the council.", "The inbox of the mayor was full."}) {
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::text) << line;
    }
}

// Pages and plain texts had lists of their own once; each of these stood in one of them only.
TEST(Lines, OfOneReadersListAreKnownToTheOther) {
    for (const char* line : {"Potrebbe interessarti", "Komentarze", "관련기사", "Berita terkait", "Yorumlar"})
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::tail) << line;
    for (const char* line : {"Gửi bài viết", "Drucken", "Udostępnij", "印刷", "Skriv ut"})
        EXPECT_EQ(kind_of_line(line, LineOf::page), LineKind::furniture) << line;
    for (const char* line : {"From around the web", "Deixe um comentário", "Auch interessant"})
        EXPECT_EQ(kind_of_line(line, LineOf::plain_text), LineKind::tail) << line;
    for (const char* line : {"Story continues below", "Scroll to continue", "Click to enlarge", "Sponsored content"})
        EXPECT_EQ(kind_of_line(line, LineOf::plain_text), LineKind::furniture) << line;
}

}  // namespace
