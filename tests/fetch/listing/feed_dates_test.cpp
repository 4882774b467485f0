#include "fetch/listing/feed_reader.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace {

fetch::FeedDocument read(std::string_view text, std::optional<core::Instant> present = std::nullopt) {
    return fetch::read_feed(text, "", "https://paper.example/feeds/all.xml", 1 << 20, present);
}

std::string items_dated(std::initializer_list<const char*> dates) {
    std::string items;
    int number = 0;
    for (const char* date : dates) {
        const std::string name = std::to_string(++number);
        items += "<item><title>" + name + "</title><link>/" + name + "</link><pubDate>" + date + "</pubDate></item>";
    }
    return "<rss><channel><language>vi</language>" + items + "</channel></rss>";
}

std::string days_of(const fetch::FeedDocument& feed) {
    std::string days;
    for (const fetch::FeedItem& item : feed.items)
        days += (days.empty() ? "" : " ") +
                (item.link.published ? core::format_iso8601(*item.link.published) : "none").substr(0, 10);
    return days;
}

TEST(FeedDates, ItsDatesAreReadInOneOrder) {
    EXPECT_EQ(days_of(read(items_dated(
                  {"11/20/2026", "11/18/2026", "11/12/2026", "11/05/2026 08:00", "10/28/2026", "10/09/2026"}))),
              "2026-11-20 2026-11-18 2026-11-12 2026-11-05 2026-10-28 2026-10-09");
    EXPECT_EQ(days_of(read(items_dated({"20/11/2026", "05/11/2026"}))), "2026-11-20 2026-11-05");
    EXPECT_EQ(days_of(read(items_dated({"11/20/2026", "20/11/2026", "05/11/2026"}))),
              "2026-11-20 2026-11-20 2026-11-05");
    EXPECT_EQ(days_of(read(R"({"language":"vi","items":[{"url":"/1","date_published":"11/20/2026"},
                               {"url":"/2","date_published":"11/05/2026"}]})")),
              "2026-11-20 2026-11-05");
    EXPECT_EQ(days_of(read("<feed xml:lang='vi'><entry><link href='/1'/><published>11/05/2026</published>"
                           "<updated>11/20/2026</updated></entry><entry><link href='/2'/><updated>10/09/2026</updated>"
                           "</entry></feed>")),
              "2026-11-05 2026-10-09");
    using namespace std::chrono;
    EXPECT_EQ(days_of(read(items_dated({"11/12/2026"}), sys_days(2026y / November / 29))), "2026-11-12");
}

TEST(FeedDates, AmericanClocksOfAFeedInAnotherLanguage) {
    EXPECT_EQ(days_of(read(items_dated({"10/5/2026 3:42:00 PM"}))), "2026-10-05");
    EXPECT_EQ(days_of(read(items_dated({"10/12/2026 11:02:00 AM", "10/5/2026 3:42:00 PM"}))), "2026-10-12 2026-10-05");
    const auto feed = read(items_dated({"10/5/2026 3:42:00 PM"}));
    EXPECT_EQ(core::format_iso8601(*feed.items.at(0).link.published), "2026-10-05T15:42:00") << "in the show's zone";
}

TEST(FeedDates, ADateThatIsNoneIsKeptAsItStands) {
    const auto feed = read(items_dated({"13/13/2026", " 2026-20-11 ", "hôm qua", "", "11/20/2026"}));
    ASSERT_EQ(feed.items.size(), 5u);
    EXPECT_EQ(feed.items[0].unread_date, "13/13/2026");
    EXPECT_EQ(feed.items[1].unread_date, "2026-20-11");
    EXPECT_EQ(feed.items[2].unread_date, "hôm qua");
    EXPECT_EQ(feed.items[3].unread_date + feed.items[4].unread_date, "");
    EXPECT_EQ(read("<feed><entry><link href='/1'/><updated>soon</updated></entry></feed>").items.at(0).unread_date,
              "soon");
}

}  // namespace
