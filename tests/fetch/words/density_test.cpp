#include "fetch/words/density.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using fetch::density_of;

TEST(Density, OfEuropesScriptsIsOne) {
    for (const char* text : {"", "The ferry is back.", "Phà đã trở lại bến, giá vé vẫn như cũ.", "Паром снова ходит.",
                             "“Quotes” — and … dashes", "Το πλοίο επέστρεψε."})
        EXPECT_EQ(density_of(text), 1.0) << text;
    EXPECT_EQ(density_of("The ferry 渡船 is back on the river since Monday."), 1.0) << "a word of another script";
}

TEST(Density, OfOthersGrowsWithTheirWords) {
    EXPECT_GT(density_of("渡船昨晚起恢复夜航，末班改到十一点半，票价不变。"), 2.5);
    EXPECT_GT(density_of("เรือข้ามฟากกลับมาวิ่งกลางคืนแล้ว เที่ยวสุดท้ายห้าทุ่ม"), 1.1);
    EXPECT_GT(density_of("나룻배가 어젯밤부터 다시 다니며 막배는 밤 열한 시 반이다."), 1.8);
    EXPECT_GT(density_of("عادت العبارة إلى الإبحار ليلا منذ أمس."), 1.1);
    std::string longer;
    for (int i = 0; i < 20'000; ++i) longer += "渡船恢复夜航，";
    EXPECT_GT(density_of(longer), 2.5);
    EXPECT_LE(density_of(longer), 4.0);
}

}  // namespace
