#include "fetch/listing/article_address.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using Kind = fetch::ArticleAddress::Kind;
using Identity = fetch::ArticleAddress::Identity;

std::string address(const char* path) {
    return std::string("https://paper.example") + path;
}

TEST(ArticleAddress, OfArticlesHasAnIdentity) {
    for (const char* path : {"/song-lon-tran-bo-20261125140511123.htm",
                             "/gia-gao-nhich-len-188261125140511420.chn",
                             "/cau-moi-10301234.html",
                             "/cau-moi-post1812345.html",
                             "/cau-moi-post1812345.tpo",
                             "/xa-hoi/cau-moi-post1212345.vov",
                             "/cau-moi-a131377.html",
                             "/cau-moi-d312345.html",
                             "/cau-moi-ar912345.html",
                             "/cau-moi-i712345/",
                             "/xa-hoi/cau-moi-c46a1712345.html",
                             "/cau-moi-postid412345.bbg",
                             "/xa-hoi/cau-moi-1612345.ldo",
                             "/xa-hoi/cau-moi-71234",
                             "/xa-hoi/202611/cau-moi-3f9c01a/",
                             "/xa-hoi/phong-su/202611/cau-moi-3f9c01a/",
                             "/podcast/chuyen-nghe/cau-moi-post1212345.vov",
                             "/newsdetails.aspx?ItemID=48120",
                             "/newsdetail/40012/cau-moi.aspx",
                             "/2026/11/25/bridge/",
                             "/2026/11/bridge/",
                             "/local/2026/nov/25/bridge",
                             "/local/live/2026/nov/25/bridge",
                             "/2026/11/25/local/bridge/index.html",
                             "/local/2026-11-25/bridge.html",
                             "/local/article/2026/11/25/bridge_6123456_3210.html",
                             "/ausland/bruecke-a-0b6b3c9e-7d0c-4c6e-9a55-1c2f6d3e7a10",
                             "/news/articles/c3xample7kd",
                             "/articles/ASVC15BCD.html",
                             "/ideas/archive/2026/10/bridge/601135/",
                             "/sport/bridge_sto8751234/story.shtml",
                             "/bridge-123456?utm_source=home"}) {
        const auto read = fetch::read_address(address(path));
        EXPECT_EQ(read.kind, Kind::page) << path;
        EXPECT_EQ(read.identity, Identity::own) << path;
    }
}

TEST(ArticleAddress, OfListsIsNone) {
    for (const char* path : {"/tag/cau-duong-12345.html",
                             "/cau-duong-tag12345678901.html",
                             "/cau-duong-event412.html",
                             "/cau-duong-ev412.html",
                             "/topic/cau-duong-12345",
                             "/cau-duong-topic123.html",
                             "/chu-de/cau-duong-1234",
                             "/thema/bruecken/",
                             "/thema/bruecken/1295109",
                             "/tac-gia/nguyen-van-a-123.htm",
                             "/author/ann-sample/",
                             "/tim-kiem.htm?keywords=cau",
                             "/timeline/0/trang-2.htm",
                             "/thoi-su/trang-3.htm",
                             "/thoi-su-page2",
                             "/page/2/",
                             "/p2",
                             "/2026/11/",
                             "/2026/11/25/",
                             "/archive/28-11-2026/",
                             "/archive/2026-11-28/",
                             "/2026/",
                             "/rensai/list.html?id=2187",
                             "/2026/11/25/bridge/?share=x",
                             "/report-2026.pdf",
                             "/category/local/"}) {
        EXPECT_EQ(fetch::read_address(address(path)).kind, Kind::other) << path;
    }
}

TEST(ArticleAddress, OfEventsAndVideosIsDoubtful) {
    for (const char* path : {"/su-kien/cau-duong/", "/event/cau-duong-1234.ldo", "/video/cau-moi-412345.htm",
                             "/video.htm", "/events/festival-of-lights/", "/photos/cau-moi-712345.html",
                             "/archive/bridges/", "/people/jo-sample", "/profile/jo-sample", "/live/radio"}) {
        const auto read = fetch::read_address(address(path));
        EXPECT_EQ(read.kind, Kind::doubtful) << path;
        EXPECT_EQ(read.likeness, 0) << path;
    }
    EXPECT_TRUE(fetch::shares_doubtful_part(address("/video/cau-moi-412345.htm"), address("/video/")));
    EXPECT_FALSE(fetch::shares_doubtful_part(address("/video/cau-moi-412345.htm"), address("/")));
    EXPECT_FALSE(fetch::shares_doubtful_part(address("/xa-hoi/cau-moi-412345.htm"), address("/xa-hoi/")));
}

TEST(ArticleAddress, OfSectionsHasNoIdentityOfItsOwn) {
    for (const char* path :
         {"/thoi-su.htm", "/thoi-su/", "/thoi-su-d3/", "/lu-lut-e2117.htm", "/tin-trong-ngay-c46.html",
          "/giao-duc-khoa-hoc.htm", "/ky-thi-2026.html", "/list-of-all?cateid=12345", "/"}) {
        EXPECT_NE(fetch::read_address(address(path)).identity, Identity::own) << path;
    }
}

TEST(ArticleAddress, ShapesTellOneKindOfPageFromAnother) {
    const auto shape = [](const char* path) { return fetch::read_address(address(path)).shape; };
    EXPECT_EQ(shape("/xa-hoi/cau-moi-post1212345.vov"), shape("/podcast/chuyen-nghe/pha-cu-post1298765.vov"));
    EXPECT_NE(shape("/cau-moi-post1212345.html"), shape("/cau-moi-a1212345.html"));
    EXPECT_NE(shape("/cau-moi-d312345.html"), shape("/thoi-su-d312345/"));
    EXPECT_NE(shape("/cau-moi-20261125140511123.htm"), shape("/cau-moi-412345.htm"));
    EXPECT_NE(shape("/local/cricket"), shape("/local/2026/nov/25/cricket"));
}

}  // namespace
