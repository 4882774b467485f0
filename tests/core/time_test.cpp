#include "core/time.h"

#include "core/error.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using namespace std::chrono;

Instant at(std::string_view iso) {
    return to_instant(parse_iso8601(iso).value(), "UTC");
}

TEST(Iso8601, IsReadAndWritten) {
    for (const char* text :
         {"2024-07-08T10:00:11+07:00", "2024-07-08T10:00:11", "2024-07-08", "2023-02-28T00:00:00-03:30"})
        EXPECT_EQ(format_iso8601(parse_iso8601(text).value()), text);
    EXPECT_EQ(format_iso8601(parse_iso8601("2024-07-08 10:00Z").value()), "2024-07-08T10:00:00+00:00");
    EXPECT_EQ(format_iso8601(parse_iso8601("2024-07-08T10:00:11.123+0700").value()), "2024-07-08T10:00:11+07:00");
    for (const char* bad : {"", "2024", "2024-13-01", "2023-02-29", "2024-07-08T", "2024-07-08T25:00",
                            "2024-07-08T10:00+7", "2024-07-08T10:00:11+07:00x", "08-07-2024"})
        EXPECT_FALSE(parse_iso8601(bad)) << bad;
}

TEST(Zone, ComesFromIcuAndNotFromTheSystem) {
    EXPECT_TRUE(is_time_zone("Asia/Ho_Chi_Minh"));
    EXPECT_TRUE(is_time_zone("UTC"));
    EXPECT_FALSE(is_time_zone("Asia/Saigoon"));
    EXPECT_FALSE(is_time_zone(""));
    EXPECT_EQ(utc_offset(at("2024-07-08T00:00:00Z"), "Asia/Ho_Chi_Minh"), hours(7));
    EXPECT_EQ(utc_offset(at("2024-07-08T00:00:00Z"), "America/New_York"), hours(-4));
    EXPECT_THROW(utc_offset(Instant{}, "Nowhere/At_All"), Error);
}

TEST(ToInstant, UsesTheZoneOnlyWhereTheWritingNamesNone) {
    EXPECT_EQ(to_instant(parse_iso8601("2024-07-08T10:00:11").value(), "Asia/Ho_Chi_Minh"), at("2024-07-08T03:00:11Z"));
    EXPECT_EQ(to_instant(parse_iso8601("2024-07-08T10:00:11+00:00").value(), "Asia/Ho_Chi_Minh"),
              at("2024-07-08T10:00:11Z"));
    // Berlin: 02:30 is skipped on 31 March 2024 and occurs twice on 27 October.
    EXPECT_EQ(to_instant(parse_iso8601("2024-03-31T02:30:00").value(), "Europe/Berlin"), at("2024-03-31T01:30:00Z"));
    EXPECT_EQ(to_instant(parse_iso8601("2024-10-27T02:30:00").value(), "Europe/Berlin"), at("2024-10-27T00:30:00Z"));
}

TEST(Rfc2822, HasANumericZoneAndEnglishNames) {
    EXPECT_EQ(format_rfc2822(at("2024-07-08T10:00:11+07:00"), "Asia/Ho_Chi_Minh"), "Mon, 08 Jul 2024 10:00:11 +0700");
    EXPECT_EQ(format_rfc2822(at("2024-01-01T02:00:00Z"), "America/St_Johns"), "Sun, 31 Dec 2023 22:30:00 -0330");
}

TEST(FormatDay, SpeaksTheLanguage) {
    EXPECT_EQ(format_day(at("2024-07-08T20:00:00Z"), "Asia/Ho_Chi_Minh", "en"), "July 9, 2024");
    EXPECT_NE(format_day(at("2024-07-08T03:00:00Z"), "Asia/Ho_Chi_Minh", "vi").find("tháng 7"), std::string::npos);
    // One after the other: each is told in its own form and language.
    const Instant day = at("2024-06-30T20:00:00Z");
    EXPECT_EQ(format_full_day(day, "Asia/Ho_Chi_Minh", "en-GB"), "Monday, 1 July 2024");
    EXPECT_EQ(format_full_day(day, "Asia/Ho_Chi_Minh", "vi"), "Thứ Hai, 1 tháng 7, 2024");
    EXPECT_EQ(format_month(day, "Asia/Ho_Chi_Minh", "en"), "July 2024");
    EXPECT_EQ(format_month(day, "UTC", "vi"), "Tháng 6 năm 2024") << "it begins as a heading does";
    EXPECT_EQ(format_month_name(day, "Asia/Ho_Chi_Minh", "fr"), "Juillet");
    EXPECT_EQ(format_month_name(day, "Asia/Ho_Chi_Minh", "ja"), "7月");
}

TEST(FormatDuration, RoundsToSeconds) {
    EXPECT_EQ(format_duration(milliseconds(351'400)), "5:51");
    EXPECT_EQ(format_duration(milliseconds(3'723'600)), "1:02:04");
    EXPECT_EQ(format_duration(milliseconds(0)), "0:00");
}

}  // namespace
}  // namespace core
