#include "core/edition_times.h"

#include "core/error.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace core {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Instant utc(std::string_view iso) {
    return to_instant(parse_iso8601(iso).value(), "UTC");
}

std::string shown(Instant instant, const std::string& zone) {
    return format_iso8601(to_written(instant, zone));
}

/// The latest edition as the zone's clock shows it.
std::string latest(const std::vector<minutes>& at, const std::vector<weekday>& days, const std::string& zone,
                   std::string_view now) {
    const auto found = latest_edition(at, days, zone, utc(now));
    return found ? shown(*found, zone) : "none";
}

std::vector<std::string> between(const std::vector<minutes>& at, const std::vector<weekday>& days,
                                 const std::string& zone, std::string_view after, std::string_view until) {
    std::vector<std::string> all;
    for (const Instant due : editions_between(at, days, zone, utc(after), utc(until))) all.push_back(shown(due, zone));
    return all;
}

constexpr const char* saigon = "Asia/Ho_Chi_Minh";
constexpr const char* berlin = "Europe/Berlin";
const std::vector<minutes> six{6h};
const std::vector<minutes> twice{6h, 18h};

TEST(Editions, AreDueAtTheirTimesByTheShowsClock) {
    EXPECT_EQ(latest(twice, {}, saigon, "2026-11-30T05:59:59+07:00"), "2026-11-29T18:00:00+07:00");
    EXPECT_EQ(latest(twice, {}, saigon, "2026-11-30T06:00:00+07:00"), "2026-11-30T06:00:00+07:00")
        << "not a second late";
    EXPECT_EQ(latest(twice, {}, saigon, "2026-11-30T17:59:59+07:00"), "2026-11-30T06:00:00+07:00");
    EXPECT_EQ(latest(twice, {}, saigon, "2026-11-30T18:00:00+07:00"), "2026-11-30T18:00:00+07:00");
    EXPECT_EQ(latest({}, {}, saigon, "2026-11-30T18:00:00+07:00"), "none");
}

TEST(Editions, AroundMidnightBelongToTheShowsDay) {
    const std::vector<minutes> edges{0min, 23h + 59min};
    EXPECT_EQ(latest(edges, {}, saigon, "2026-11-30T00:00:00+07:00"), "2026-11-30T00:00:00+07:00");
    EXPECT_EQ(latest(edges, {}, saigon, "2026-11-29T23:59:59+07:00"), "2026-11-29T23:59:00+07:00");
    // It is still Sunday in UTC.
    EXPECT_EQ(latest({0min}, {Monday}, saigon, "2026-11-29T17:00:00Z"), "2026-11-30T00:00:00+07:00");
    EXPECT_EQ(latest({0min}, {Sunday}, saigon, "2026-11-29T17:00:00Z"), "2026-11-29T00:00:00+07:00");
    for (const char* zone : {"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "Asia/Kathmandu", "UTC"})
        for (const minutes time : {0min, 1min, 12h + 0min, 23h + 59min}) {
            const std::string found = latest({time}, {}, zone, "2026-11-30T12:00:00Z");
            const Instant due = utc(found);
            EXPECT_LE(due, utc("2026-11-30T12:00:00Z")) << zone;
            EXPECT_GT(due, utc("2026-11-29T12:00:00Z")) << zone;
            EXPECT_EQ(to_written(due, zone).local.time_since_epoch() % 24h, seconds(time)) << zone;
        }
}

TEST(Editions, AreDueOnTheirDaysOfTheWeek) {
    const std::vector<weekday> working{Monday, Tuesday, Wednesday, Thursday, Friday};
    // 30 November 2026 is a Monday.
    EXPECT_EQ(latest(six, working, saigon, "2026-11-30T05:00:00+07:00"), "2026-11-27T06:00:00+07:00") << "Friday's";
    EXPECT_EQ(latest(six, working, saigon, "2026-11-30T06:00:00+07:00"), "2026-11-30T06:00:00+07:00");
    EXPECT_EQ(latest(six, {Monday}, saigon, "2026-11-30T05:59:00+07:00"), "2026-11-23T06:00:00+07:00") << "a week ago";
    EXPECT_THAT(between(six, {Sunday, Wednesday}, saigon, "2026-11-28T00:00:00+07:00", "2026-12-07T00:00:00+07:00"),
                ElementsAre("2026-11-29T06:00:00+07:00", "2026-12-02T06:00:00+07:00", "2026-12-06T06:00:00+07:00"));
}

TEST(Editions, GoOnFromOneYearIntoTheNext) {
    EXPECT_EQ(latest({18h}, {}, saigon, "2027-01-01T06:00:00+07:00"), "2026-12-31T18:00:00+07:00");
    EXPECT_EQ(latest(six, {}, saigon, "2028-02-29T12:00:00+07:00"), "2028-02-29T06:00:00+07:00");
    EXPECT_THAT(between(six, {}, saigon, "2026-12-30T06:00:00+07:00", "2027-01-02T05:00:00+07:00"),
                ElementsAre("2026-12-31T06:00:00+07:00", "2027-01-01T06:00:00+07:00"));
}

TEST(Editions, OfATimeThatIsSkippedAreDueAtTheFirstMomentBehindIt) {
    // Berlin's clock goes from 02:00 to 03:00 on 29 March 2026.
    const std::string changed = "2026-03-29T03:00:00+02:00";
    EXPECT_EQ(latest({2h + 30min}, {}, berlin, "2026-03-29T01:00:00Z"), changed);
    EXPECT_EQ(latest({2h + 30min}, {}, berlin, "2026-03-29T00:59:59Z"), "2026-03-28T02:30:00+01:00");
    EXPECT_EQ(latest({2h}, {}, berlin, "2026-03-29T01:00:00Z"), changed);
    EXPECT_EQ(latest({2h + 59min}, {}, berlin, "2026-03-29T01:00:00Z"), changed);
    EXPECT_EQ(latest({1h + 59min}, {}, berlin, "2026-03-29T01:00:00Z"), "2026-03-29T01:59:00+01:00");
    EXPECT_THAT(between({2h, 2h + 30min, 3h}, {}, berlin, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"),
                ElementsAre(changed))
        << "one edition of them";
    // Half an hour on Lord Howe, at midnight in Beirut, a whole day in Samoa (30 December 2011).
    EXPECT_EQ(latest({2h + 10min}, {}, "Australia/Lord_Howe", "2026-10-04T00:00:00Z"), "2026-10-04T02:30:00+11:00");
    EXPECT_EQ(latest({0min}, {}, "Asia/Beirut", "2026-03-29T00:00:00Z"), "2026-03-29T01:00:00+03:00");
    EXPECT_EQ(latest({6h}, {Friday}, "Pacific/Apia", "2011-12-31T00:00:00Z"), "2011-12-31T00:00:00+14:00");
    EXPECT_EQ(latest({0min}, {Friday}, "Pacific/Apia", "2011-12-31T00:00:00Z"), "2011-12-31T00:00:00+14:00");
}

TEST(Editions, OfATimeThatComesTwiceAreDueTheFirstTime) {
    // Berlin's clock goes from 03:00 back to 02:00 on 25 October 2026.
    EXPECT_EQ(latest({2h + 30min}, {}, berlin, "2026-10-25T01:30:00Z"), "2026-10-25T02:30:00+02:00");
    EXPECT_THAT(between({2h + 30min}, {}, berlin, "2026-10-25T00:00:00Z", "2026-10-25T23:00:00Z"),
                ElementsAre("2026-10-25T02:30:00+02:00"));
    EXPECT_THAT(between({2h, 3h}, {}, berlin, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
                ElementsAre("2026-10-25T02:00:00+02:00", "2026-10-25T03:00:00+01:00"));
}

TEST(Editions, AreAsManyInAYearAsThereAreDaysWhateverTheClockDoes) {
    for (const char* zone : {berlin, "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", saigon, "America/Nuuk"})
        for (const minutes time : {0min, 2h + 30min, 23h + 30min}) {
            const auto first =
                editions_between(std::vector{time}, {}, zone, utc("2026-01-01T12:00:00Z"), utc("2027-01-01T12:00:00Z"));
            EXPECT_EQ(first.size(), 365U) << zone;
        }
}

TEST(Editions, BetweenTwoMomentsAreThoseAfterTheFirstUpToTheSecond) {
    EXPECT_THAT(between(twice, {}, "UTC", "2026-11-30T06:00:00Z", "2026-11-30T18:00:00Z"),
                ElementsAre("2026-11-30T18:00:00+00:00"));
    EXPECT_THAT(between(twice, {}, "UTC", "2026-11-30T06:00:00Z", "2026-11-30T06:00:00Z"), IsEmpty());
    EXPECT_THAT(between(twice, {}, "UTC", "2026-11-30T06:00:00Z", "2026-11-29T06:00:00Z"), IsEmpty());
    EXPECT_THAT(between({18h, 6h}, {}, "UTC", "2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z"),
                ElementsAre("2026-11-30T06:00:00+00:00", "2026-11-30T18:00:00+00:00"))
        << "in the order of time, whatever that of the times is";
    EXPECT_THROW(editions_between(six, {}, "Nowhere/At_All", utc("2026-11-30"), utc("2026-12-01")), Error);
}

TEST(EditionTitle, SpeaksTheShowsLanguage) {
    const Instant monday = utc("2026-11-29T23:00:00Z");
    const std::string pattern = "{show}: {weekday}, {date}, {time}";
    EXPECT_EQ(edition_title(pattern, "Nghe báo", monday, saigon, "vi"), "Nghe báo: Thứ Hai, 30 tháng 11, 2026, 06:00");
    EXPECT_EQ(edition_title(pattern, "News", monday, saigon, "en"), "News: Monday, November 30, 2026, 6:00 AM");
    EXPECT_EQ(edition_title(pattern, "News", monday, saigon, "en-GB"), "News: Monday, 30 November 2026, 06:00");
    EXPECT_EQ(edition_title(pattern, "Nachrichten", monday, "UTC", "de"),
              "Nachrichten: Sonntag, 29. November 2026, 23:00");
    EXPECT_EQ(edition_title("{weekday} {date}", "", monday, saigon, "fr"), "Lundi 30 novembre 2026");
    EXPECT_EQ(edition_title("Le {weekday} {date}", "", monday, saigon, "fr"), "Le lundi 30 novembre 2026");
    EXPECT_EQ(edition_title("{time}", "", monday, berlin, "not a language"), "00:00");
}

TEST(EditionTitle, PutsInWhatItKnowsAndLeavesTheRest) {
    const Instant day = utc("2026-11-30T06:00:00Z");
    EXPECT_EQ(edition_title("Tin sáng", "Show", day, "UTC", "vi"), "Tin sáng");
    EXPECT_EQ(edition_title("{show}", "{date} {show}", day, "UTC", "vi"), "{date} {show}") << "nothing is put in twice";
    EXPECT_EQ(edition_title("{time}{time}{", "", day, "UTC", "vi"), "06:0006:00{");
    EXPECT_EQ(edition_title("{year} {show}", "Báo", day, "UTC", "vi"), "{year} Báo");
    EXPECT_EQ(edition_title("", "Show", day, "UTC", "vi"), "");
}

}  // namespace
}  // namespace core
