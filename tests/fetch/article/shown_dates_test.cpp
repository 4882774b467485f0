#include "fetch/article/shown_dates.h"

#include <gtest/gtest.h>

#include <chrono>

#include "core/time.h"

namespace {

using namespace std::chrono;

TEST(DayInUrl, IsReadInTheFormsThatSitesUse) {
    const year_month_day day = 2024y / July / 8;
    for (const char* url : {"https://a.example/2024/07/08/title/", "https://a.example/2024/7/8/title",
                            "https://a.example/news/2024-07-08-title.html", "https://a.example/title-20240708.html",
                            "https://a.example/20240708100116/title", "https://a.example/2024/jul/08/title",
                            "https://a.example/08-07-2024/title", "https://a.example/x?date=2024-07-08"}) {
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

TEST(DayInUrl, OfAnArchivesCopyIsTheArticlesOwn) {
    EXPECT_EQ(fetch::day_in_url("https://archive.example/web/20131110121040/http://a.example/2013/04/04/title/"),
              2013y / April / 4);
    EXPECT_FALSE(fetch::day_in_url("https://archive.example/web/20131110121040/a.example/title/").has_value());
}

TEST(ReadTime, MendsWhatSystemsMisspell) {
    EXPECT_EQ(core::format_iso8601(*fetch::read_time("2020-12-05T23:15:0Z", "it")), "2020-12-05T23:15:00+00:00");
    EXPECT_EQ(core::format_iso8601(*fetch::read_time("Datum:26. Januar 2022", "de")), "2022-01-26");
    EXPECT_FALSE(fetch::read_time("1970-01-01T00:00:00Z", "en").has_value());
    EXPECT_FALSE(fetch::read_time("no digits", "en").has_value());
    EXPECT_FALSE(fetch::read_time("", "en").has_value());
}

}  // namespace
