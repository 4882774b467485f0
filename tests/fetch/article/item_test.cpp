#include "fetch/article/item.h"

#include <gmock/gmock.h>

namespace fetch {
namespace {

using testing::HasSubstr;
using testing::Not;

core::Link item(const std::string& html) {
    core::Link link;
    link.url = "http://a.example/tin/ben-pha";
    link.title = "Bến phà\n cũ  đóng cửa";
    link.published = core::parse_iso8601("2026-06-01T06:00:00+07:00");
    link.html = html;
    return link;
}

TEST(Item, GivesTitleTimeUrlAndTextOfHtml) {
    const core::Article article = read_item(
        item("<p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người và một cỗ xe ngựa.</p>"
             "<h3>Bảy mươi năm</h3><p>Ông lái phà kể lại <a href=\"/tin/nuoc-lon\">mùa nước lớn</a> năm ấy, khi cả "
             "làng sang sông trong đêm.</p><ul><li>Phà lớn: về bảo tàng</li><li>Phà nhỏ: bán lại</li></ul>"
             "<script>alert(1)</script><img src=\"http://a.example/dem.gif\" width=1 height=1>"));
    EXPECT_EQ(article.title, "Bến phà cũ đóng cửa");
    EXPECT_EQ(article.url, "http://a.example/tin/ben-pha");
    EXPECT_EQ(article.published, core::parse_iso8601("2026-06-01T06:00:00+07:00"));
    EXPECT_TRUE(article.body.starts_with("Chuyến phà cuối rời bến lúc sáu giờ")) << article.body;
    EXPECT_THAT(article.body, HasSubstr("cỗ xe ngựa.\n\nBảy mươi năm\n\nÔng lái phà kể lại mùa nước lớn năm ấy"));
    EXPECT_THAT(article.body, HasSubstr("Phà nhỏ: bán lại"));
    EXPECT_THAT(article.body, Not(HasSubstr("alert")));
    EXPECT_THAT(article.body_html, HasSubstr("<a href=\"http://a.example/tin/nuoc-lon\">mùa nước lớn</a>"));
    EXPECT_THAT(article.body_html, HasSubstr("<h3>Bảy mươi năm</h3>"));
    EXPECT_THAT(article.body_html, Not(HasSubstr("<script")));
    EXPECT_TRUE(article.audio.empty());
    for (const char* field : {"title", "published", "body"}) EXPECT_EQ(article.rules.at(field), "feed item") << field;
}

TEST(Item, TakesPlainTextAsOneParagraph) {
    const core::Article article =
        read_item(item("Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người &amp; một cỗ xe ngựa."));
    EXPECT_EQ(article.body, "Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người & một cỗ xe ngựa.");
    EXPECT_EQ(article.rules.at("body"), "feed item");
}

TEST(Item, HasNoTextWhereItsSourceGaveNone) {
    for (const char* nothing :
         {"", " ", "<p></p>", "<img src=\"/a.jpg\">", "<!-- x -->", "<script>alert(1)</script>"}) {
        const core::Article article = read_item(item(nothing));
        EXPECT_EQ(article.title, "Bến phà cũ đóng cửa") << nothing;
        EXPECT_EQ(article.body, "") << nothing;
        EXPECT_FALSE(article.rules.contains("body")) << nothing;
    }
}

TEST(Item, NothingInItClosesThePageAroundIt) {
    const core::Article article =
        read_item(item("<p>Đoạn thứ nhất, đủ dài để là một đoạn của bài viết này.</p></article></body></html>"
                       "<p>Đoạn thứ hai, cũng đủ dài để là một đoạn của bài viết này.</p>"));
    EXPECT_THAT(article.body, HasSubstr("Đoạn thứ nhất"));
    EXPECT_EQ(article.title, "Bến phà cũ đóng cửa");
}

}  // namespace
}  // namespace fetch
