#include "fetch/words/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AuthorNames, AreFoundInBylines) {
    EXPECT_THAT(fetch::names_in_byline("By Ann Lee and Bob Ray, Staff Writers"), ElementsAre("Ann Lee", "Bob Ray"));
    EXPECT_THAT(fetch::names_in_byline("ByAnn Lee"), ElementsAre("Ann Lee"));
    EXPECT_THAT(fetch::names_in_byline("Tác giả: Nguyễn Thu Hà"), ElementsAre("Nguyễn Thu Hà"));
    EXPECT_THAT(fetch::names_in_byline("Bài và ảnh: THU HÀ - MINH TÂM"), ElementsAre("THU HÀ", "MINH TÂM"));
    EXPECT_THAT(fetch::names_in_byline("Bài, ảnh: Dũng Chinh"), ElementsAre("Dũng Chinh"));
    EXPECT_THAT(fetch::names_in_byline("Von Jana Weiß und Max Roth"), ElementsAre("Jana Weiß", "Max Roth"));
    EXPECT_THAT(fetch::names_in_byline("【责任编辑:王小明】"), ElementsAre("王小明"));
    EXPECT_THAT(fetch::names_in_byline("Ann Lee (Reuters)"), ElementsAre("Ann Lee"));
    EXPECT_THAT(fetch::names_in_byline("Ann Lee / 07.11.2023"), ElementsAre("Ann Lee"));
}

TEST(AuthorNames, LeaveOutWhatIsNone) {
    EXPECT_THAT(fetch::names_in_byline("admin"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("https://a.example/author/x"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("ann@paper.example"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline(""), IsEmpty());
}

TEST(AuthorNames, ReadLikeNamesOrNot) {
    for (const char* name : {"Dũng Chinh", "Đặng Thu Hà", "Ludwig van Beethoven", "J.R. Stone", "حسام أبو العلا",
                             "中沢克二", "Віталій Шабунін"}) {
        EXPECT_TRUE(fetch::reads_like_names(name, fetch::Evidence::marked)) << name;
    }
    for (const char* other :
         {"đang tải bình luận", "read the whole story", "Giá lúa tăng 3%", "What happened next?", ""}) {
        EXPECT_FALSE(fetch::reads_like_names(other, fetch::Evidence::marked)) << other;
    }
}

TEST(AuthorNames, BylinesAnnounceThemselves) {
    for (const char* line : {"By Ann Lee", "Von Max Roth", "Tác giả: Thu Hà", "Thực hiện: Minh"})
        EXPECT_TRUE(fetch::starts_like_byline(line)) << line;
    for (const char* line : {"Bytes and bites", "Bài học đầu tiên", "From here on", "Tin vui"})
        EXPECT_FALSE(fetch::starts_like_byline(line)) << line;
}

}  // namespace
