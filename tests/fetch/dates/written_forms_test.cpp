// The forms in which content systems write the day of an article, and those that their machines misspell.
#include "fetch/dates/written_date.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

std::string read(std::string_view text, std::string_view language, const fetch::DateOrders& orders = {}) {
    const auto written = fetch::parse_written_date(text, language, orders);
    return written ? core::format_iso8601(*written) : "none";
}

TEST(WrittenForms, VietnamesePapersWriteTheDayFirst) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"25/11/2026 14:05", "2026-11-25T14:05:00"},
        {"14:05, 25/11/2026", "2026-11-25T14:05:00"},
        {"25/11/2026   14:05 (GMT+07:00)", "2026-11-25T14:05:00+07:00"},
        {"Thứ tư, 7/3/2026, 14:05 (GMT+7)", "2026-03-07T14:05:00+07:00"},
        {"Thứ sáu, 2/5/2014 | 08:54 GMT+7", "2014-05-02T08:54:00+07:00"},
        {"08:54 | Thứ sáu, 2/5/2014", "2014-05-02T08:54:00"},
        {"25-11-2026 - 00:05 AM", "2026-11-25T00:05:00"},
        {"25-11-2026 - 14:05 PM", "2026-11-25T14:05:00"},
        {"25-11-2026 - 13:05 AM", "2026-11-25T13:05:00"},
        {"- 25/11/2026 08:47", "2026-11-25T08:47:00"},
        {"Thứ Tư, 25/11/2026, 14:05 [GMT +7]", "2026-11-25T14:05:00+07:00"},
        {"25/11/2026 14:05 |", "2026-11-25T14:05:00"},
        {"Thứ Tư, 14:05, 25/11/2026", "2026-11-25T14:05:00"},
        {"Hà Nội, Thứ tư, 14:05, 25/11/2026", "2026-11-25T14:05:00"},
        {"LÊ THỊ BÔNG - TRẦN SỬU - 25/11/2026 - 14:05", "2026-11-25T14:05:00"},
        {"14 giờ 05 phút, ngày 25/11/2026", "2026-11-25T14:05:00"},
        {"5 giờ trước", "none"},
        {"50' trước", "none"},
        {"Hôm qua 14:05", "none"},
        {"1 ngày trước", "none"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(read(text, "vi"), expected) << text;
}

TEST(WrittenForms, WhatMachinesMisspellIsStillATime) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"2022-01-10T22:06:08:684Z", "2022-01-10T22:06:08+00:00"},
        {"2022-01-10T2206Z", "2022-01-10T22:06:00+00:00"},
        {"20220110T2206", "2022-01-10T22:06:00"},
        {"2022-01-10T22:06:08+7:00", "2022-01-10T22:06:08+07:00"},
        {"2022-01-10T22:06:08GMT+7", "2022-01-10T22:06:08+07:00"},
        {"/Date(1720407611000)/", "2024-07-08T03:00:11+00:00"},
        {"/Date(1720407611000+0700)/", "2024-07-08T10:00:11+07:00"},
        {"\\/Date(1720407611000-0330)\\/", "2024-07-07T23:30:11-03:30"},
        {"/Date(17204)/", "none"},
        {"/Date(99999999999999999999)/", "none"},
        {"/Date(1720407611000+9900)/", "none"},
        {"/Date()/", "none"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(read(text, ""), expected) << text;
}

TEST(WrittenForms, IransMonthsHaveNamesOfTheirOwn) {
    EXPECT_EQ(read("۴ آذر ۱۴۰۵ - ۱۰:۰۵", "fa"), "2026-11-25T10:05:00");
    EXPECT_EQ(read("چهارشنبه ۱ فروردین ۱۴۰۳", "fa"), "2024-03-20");
    EXPECT_EQ(read("۳۱ آذر ۱۴۰۵", "fa"), "none") << "of thirty days";
    EXPECT_EQ(read("۴ آذر ۲۰۲۶", "fa"), "none");
}

TEST(WrittenForms, MonthsAreWrittenAsTheirLanguageBendsThem) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"he", "7 במרץ 2026, 10:40"},
        {"he", "10:40, 7 במרץ 2026"},
        {"ar", "7 مارس، 2026 10:40"},
        {"ar", "السبت، 7 آذار/مارس 2026 10:40"},
        {"ar", "السبت، 7 مارس/آذار 2026 10:40"},
        {"ar", "7 مارس (آذار) 2026 10:40"},
        {"eu", "2026ko martxoaren 7a 10:40"},
        {"eu", "2026eko martxoaren 7a, 10:40"},
        {"hu", "2026. 03. 07. 10:40"},
        {"hu", "2026.03.07. 10:40"},
        {"ko", "2026. 03. 07. 10:40"},
        {"zh", "2026 03/07 10:40:00"},
    };
    for (const auto& [language, text] : cases) EXPECT_EQ(read(text, language), "2026-03-07T10:40:00") << text;
    EXPECT_EQ(read("7 במרץ 2026", "he"), "2026-03-07");
    EXPECT_EQ(read("2026. 03. 07.", "hu"), "2026-03-07");
    EXPECT_EQ(read("2026. 03. 07. 10", "hu"), "none") << "a version";
    EXPECT_EQ(read("in 2026 03/07 of them", "zh"), "none") << "a fraction";
    EXPECT_EQ(read("7 آذار/أبريل 2026", "ar"), "none") << "two months";
}

TEST(WrittenForms, AZoneInTheEastIsNotAmerica) {
    EXPECT_EQ(read("03/07/2026 10:00 GMT+7", "en"), "2026-07-03T10:00:00+07:00");
    EXPECT_EQ(read("03/07/2026 10:00 +0530", "en"), "2026-07-03T10:00:00+05:30");
    EXPECT_EQ(read("03/07/2026 10:00 EST", "en"), "2026-03-07T10:00:00-05:00");
    EXPECT_EQ(read("03/07/2026 10:00", "en"), "2026-03-07T10:00:00");
    EXPECT_EQ(read("03/07/2026 10:00 GMT+7", "en-US"), "2026-03-07T10:00:00+07:00");
}

TEST(WrittenForms, EnglishIsThatOfTheHostsCountry) {
    EXPECT_EQ(read("03/07/2026", fetch::language_at("en", "news.example.vn")), "2026-07-03");
    EXPECT_EQ(read("03/07/2026", fetch::language_at("en", "paper.example.in")), "2026-07-03");
    EXPECT_EQ(read("03/07/2026", fetch::language_at("en", "paper.example.com")), "2026-03-07");
    EXPECT_EQ(read("03/07/2026", fetch::language_at("en-US", "paper.example.vn")), "2026-03-07");
    EXPECT_EQ(fetch::language_at("vi", "paper.example.vn"), "vi");
    EXPECT_EQ(fetch::language_at("", "paper.example.vn"), "");
    EXPECT_EQ(fetch::language_at("en", "localhost"), "en");
}

TEST(WrittenForms, AMachinesAmericanClockSettlesTheOrderOfItsDocument) {
    const std::vector<std::string> bare{"10/5/2026 3:42:00 PM", "10/12/2026 11:02:00 AM"};
    const auto by_machine = fetch::orders_of(bare, "vi", std::nullopt, fetch::DateWriter::machine);
    EXPECT_EQ(read(bare[0], "vi", by_machine), "2026-10-05T15:42:00");
    EXPECT_EQ(read(bare[1], "vi", by_machine), "2026-10-12T11:02:00");
    EXPECT_EQ(read(bare[0], "vi", fetch::orders_of(bare, "vi")), "2026-05-10T15:42:00") << "a person's";
    for (const char* other : {"10/05/2026 03:42:00 PM", "10/5/2026 15:42:00", "10-5-2026 3:42:00 PM", "10/5/2026"}) {
        EXPECT_TRUE(
            fetch::orders_of(std::vector<std::string>{other}, "vi", std::nullopt, fetch::DateWriter::machine).empty())
            << other;
    }
    const std::vector<std::string> day_first{"10/5/2026 3:42:00 PM", "25/9/2026 3:42:00 PM"};
    EXPECT_EQ(read(day_first[0], "vi", fetch::orders_of(day_first, "vi", std::nullopt, fetch::DateWriter::machine)),
              "2026-05-10T15:42:00");
}

}  // namespace
