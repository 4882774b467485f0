#include "core/likeness.h"

#include <gtest/gtest.h>

#include <string>

namespace core {
namespace {

constexpr double one_title = 0.6;  ///< from which on two titles are one

TEST(Likeness, IsWholeForOneTitleHoweverItIsWritten) {
    const std::pair<const char*, const char*> same[] = {
        {"Chợ nổi họp lại từ sáng sớm", "Chợ nổi họp lại từ sáng sớm"},
        {"Chợ nổi họp lại từ sáng sớm", "CHỢ NỔI HỌP LẠI TỪ SÁNG SỚM"},
        {"The ferry sails again", "“The ferry – sails … again!”"},
        {"東京の渡し船が戻る", "東京の 渡し船が、戻る"},
    };
    for (const auto& [a, b] : same) EXPECT_DOUBLE_EQ(likeness(a, b), 1.0) << a << " / " << b;
}

TEST(Likeness, IsTheSameInBothDirections) {
    const char* titles[] = {"", "a", "Bến phà", "Bến phà cũ đóng cửa sau bảy mươi năm", "Ferry", "渡し船"};
    for (const char* a : titles)
        for (const char* b : titles) {
            EXPECT_DOUBLE_EQ(likeness(a, b), likeness(b, a)) << a << " / " << b;
            EXPECT_GE(likeness(a, b), 0.0);
            EXPECT_LE(likeness(a, b), 1.0);
        }
}

TEST(Likeness, CorrectionsAndAddedNamesStayOneTitle) {
    const std::pair<const char*, const char*> alike[] = {
        {"Bến phà cũ đóng cửa sau bảy mươi năm", "Bến phà cũ đóng cửa sau tám mươi năm"},
        {"Bến phà cũ đóng cửa", "Bến phà cũ đóng cửa | Báo Sông Nước | Đời sống"},
        {"Ferry service resumes after flood", "Ferry service resumes after the floods"},
        {"Паром снова ходит через реку", "Паром снова ходит через реку — Речные вести"},
        {"渡し船が十年ぶりに戻る", "渡し船が十年ぶりに戻った"},
        {"Bến phà", "Bến phà!"},
    };
    for (const auto& [a, b] : alike) EXPECT_GE(likeness(a, b), one_title) << a << " / " << b;
}

TEST(Likeness, OtherTitlesOfOneLanguageAreFarBelow) {
    const std::pair<const char*, const char*> other[] = {
        {"Bến phà cũ đóng cửa sau bảy mươi năm", "Giá lúa đông xuân tăng nhẹ đầu tuần"},
        {"Bến phà cũ đóng cửa sau bảy mươi năm", "Đăng nhập tài khoản"},
        {"Ferry service resumes after flood", "Council approves a budget for schools"},
        {"Паром снова ходит через реку", "Вход в личный кабинет"},
        {"渡し船が十年ぶりに戻る", "ページが見つかりません"},
    };
    for (const auto& [a, b] : other) EXPECT_LT(likeness(a, b), one_title / 2) << a << " / " << b;
}

TEST(Likeness, AShortTitleIsNoPartOfALongOneByChance) {
    EXPECT_LT(likeness("Phà", "Bến phà cũ đóng cửa sau bảy mươi năm"), one_title);
    EXPECT_LT(likeness("Home", "A home for the ferry is found at last"), one_title);
}

TEST(Likeness, IsZeroWhereThereIsNoPairOfLetters) {
    for (const char* empty : {"", " ", "a", "?!…", "—"}) {
        EXPECT_EQ(likeness(empty, "Bến phà"), 0.0) << empty;
        EXPECT_EQ(likeness(empty, empty), 0.0) << empty;
    }
}

TEST(Likeness, TakesWhatIsNoUtf8) {
    const std::string broken = "B\xE1\xBA ph\xC3 c\xFF";
    EXPECT_GE(likeness(broken, "Bến phà cũ"), 0.0);
    EXPECT_DOUBLE_EQ(likeness(broken, broken), 1.0);
}

}  // namespace
}  // namespace core
