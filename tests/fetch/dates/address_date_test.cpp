#include "fetch/dates/address_date.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace std::chrono;

TEST(DayInUrl, IsReadInTheFormsThatSitesUse) {
    const year_month_day day = 2024y / July / 8;
    for (const char* url : {"https://a.example/2024/07/08/title/", "https://a.example/2024/7/8/title",
                            "https://a.example/news/2024-07-08-title.html", "https://a.example/title-20240708.html",
                            "https://a.example/20240708100116/title", "https://a.example/20240708100116/title.html",
                            "https://a.example/2024/jul/08/title", "https://a.example/08-07-2024/title",
                            "https://a.example/x?date=2024-07-08", "https://a.example/x?date=08-07-2024"}) {
        EXPECT_EQ(fetch::day_in_url(url), day) << url;
    }
}

TEST(DayInUrl, IsNotGuessed) {
    for (const char* url :
         {"https://a.example/", "https://2024.example/07/08", "https://a.example/news/124578/title",
          "https://a.example/2024/13/08/title", "https://a.example/2024/02/31/x", "https://a.example/tel/0912345678",
          "https://a.example/12345678", "https://a.example/2024/07/title", ""}) {
        EXPECT_FALSE(fetch::day_in_url(url).has_value()) << url;
    }
}

TEST(DayInUrl, AmongTheWordsOfAHeadlineIsNotTheArticles) {
    EXPECT_FALSE(fetch::day_in_url("https://a.example/luong-huu-tang-tu-1-7-2025-ra-sao.html").has_value());
    EXPECT_FALSE(fetch::day_in_url("https://a.example/quy-dinh-tu-01-07-2025.html").has_value());
}

TEST(DayInUrl, OfAnArchivesCopyIsTheArticlesOwn) {
    EXPECT_EQ(fetch::day_in_url("https://archive.example/web/20131110121040/http://a.example/2013/04/04/title/"),
              2013y / April / 4);
    EXPECT_FALSE(fetch::day_in_url("https://archive.example/web/20131110121040/a.example/title/").has_value());
}

std::string time_of(const std::string& url) {
    const auto time = fetch::time_in_number(url);
    return time ? core::format_iso8601(*time) : "none";
}

TEST(TimeInNumber, IsReadWhereEveryPartIsATimes) {
    EXPECT_EQ(time_of("https://a.example/xa-hoi/title-20261125140511123.htm"), "2026-11-25T14:05:11");
    EXPECT_EQ(time_of("https://a.example/title-20261125140511.htm"), "2026-11-25T14:05:11");
    EXPECT_EQ(time_of("https://a.example/title-202692514305512.htm"), "2026-09-25T14:30:55") << "a month in one digit";
    EXPECT_EQ(time_of("https://a.example/title-202610251430551.htm?page=2"), "2026-10-25T14:30:55");
}

TEST(TimeInNumber, IsNoOthersNumber) {
    for (const char* url :
         {"https://a.example/title-188261125140511123.htm", "https://a.example/title-20265125140511123.htm",
          "https://a.example/title-20261125.htm", "https://a.example/title-2026112514.htm",
          "https://a.example/20261125140511123/title-4711.htm", "https://a.example/title.htm", "https://a.example/",
          "https://archive.example/web/20131110121040/a.example/title/"}) {
        EXPECT_EQ(time_of(url), "none") << url;
    }
}

}  // namespace
