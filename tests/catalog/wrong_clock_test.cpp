// What the catalog does about times that a wrong clock wrote.

#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::chrono::seconds recheck = 72h;

using WrongClockTest = CatalogTest;

TEST_F(WrongClockTest, AFailureThatWaitsLongerThanItCouldIsDue) {
    list({page("ahead"), page("now")});
    catalog_.fail(claim(Step::read), core::Error(core::ErrorKind::gone, "HTTP 404"), start + days(365));
    core::Error asked(core::ErrorKind::network, "HTTP 503");
    asked.set_retry_after(24h);
    catalog_.fail(claim(Step::read), asked, start);
    catalog_.begin_run(recheck, std::nullopt, start);
    const ReadWork work = to_read();
    EXPECT_EQ(work.article.link.url, "http://example.org/ahead");
    EXPECT_TRUE(none(Step::read)) << "a day is the longest that a failure waits, and the other waits no longer";
    EXPECT_FALSE(none(Step::read, start + 24h));
}

TEST_F(WrongClockTest, ALookThatWasPutOffTooFarIsDue) {
    list({page("ahead"), page("soon")});
    catalog_.complete(to_read(), reading("ahead", "a"), start + days(365), start);
    catalog_.complete(to_read(), reading("soon", "b"), start + recheck, start);
    download(to_download(), "sound 1", start, start + days(365));
    download(to_download(), "sound 2", start, start + recheck);
    EXPECT_TRUE(none(Step::read, start));
    catalog_.begin_run(recheck, std::nullopt, start);
    EXPECT_EQ(to_read().article.content.title, "a");
    EXPECT_TRUE(none(Step::read));
    EXPECT_FALSE(none(Step::download));
    EXPECT_TRUE(none(Step::download));
    // Where looks are put off for less than failures are, a day is still no sign of a wrong clock.
    Catalog other(folder_ / "other.db");
    other.record_listing({"list", "source", "rules", {}}, std::vector{page("a")}, start);
    other.complete(std::get<ReadWork>(*other.claim_next(Step::read, keys_, start)), reading("a", "a"), start + 20h,
                   start);
    other.begin_run(0h, std::nullopt, start);
    EXPECT_FALSE(other.claim_next(Step::read, keys_, start));
}

TEST_F(WrongClockTest, WhatIsFirstSeenMeanwhileIsDatedByTheLastRunAndThenAnew) {
    const core::Instant last_run = start;
    catalog_.begin_run(recheck, last_run, last_run);
    catalog_.record_listing({"list", "source", "rules", {}}, std::vector{page("a")}, start + days(365));
    ReadWork work = to_read(start + days(365));
    EXPECT_EQ(work.article.first_seen, last_run);
    catalog_.complete(work, reading("a", "a"), std::nullopt, start);
    EXPECT_TRUE(none(Step::read, start + days(300)));
    catalog_.begin_run(recheck, last_run, last_run);
    EXPECT_TRUE(none(Step::read, last_run)) << "the clock is as wrong as it was";
    const core::Instant right = start + 5h;
    catalog_.begin_run(recheck, std::nullopt, right);
    work = to_read(right);
    EXPECT_EQ(work.article.first_seen, right) << "read again, for what it is dated by has changed";
    catalog_.complete(work, reading("a", "a"), std::nullopt, right);
    catalog_.begin_run(recheck, std::nullopt, right + 1h);
    EXPECT_TRUE(none(Step::read, right + 1h)) << "once";
}

TEST_F(WrongClockTest, WhatWasSeenByAGoodClockKeepsItsDay) {
    list({page("a")});
    catalog_.complete(to_read(), reading("a", "a"), start + 1h, start);
    catalog_.begin_run(recheck, start, start + days(365));
    catalog_.begin_run(recheck, std::nullopt, start + 1h);
    EXPECT_EQ(to_read(start + 1h).article.first_seen, start);
}

TEST_F(WrongClockTest, MintingIsCountedByTheDayThatIsBelieved) {
    publish("a", "a");
    EXPECT_EQ(catalog_.minted_since(start - 1s), 1u);
    EXPECT_EQ(catalog_.minted_since(start), 0u) << "after the moment";
    catalog_.begin_run(recheck, start + 1h, start + days(365));
    list({page("b")});
    catalog_.complete(to_read(), reading("b", "b"), std::nullopt, start);
    download(to_download(), "sound b", start + days(365));
    EXPECT_EQ(catalog_.minted_since(start - 1s), 2u);
    EXPECT_EQ(catalog_.minted_since(start), 1u);
    EXPECT_EQ(catalog_.minted_since(start + 1h), 0u);
}

TEST_F(WrongClockTest, BringsBackWhatKeepDaysTookAtATimeStillToCome) {
    for (const char* name : {"a", "b", "c", "d", "e"}) publish(name, name);
    const core::Instant ahead = start + days(365);
    catalog_.withdraw("guid-a", past_keep_days, ahead);
    catalog_.withdraw("guid-b", past_keep_days, start - 1h);  // in its time
    catalog_.withdraw("guid-c", past_retention, ahead);       // by number or size, which no clock decides
    catalog_.withdraw("guid-d", "sai sự thật", ahead);        // by the operator
    EXPECT_EQ(catalog_.restore_premature(start - days(30), start), 1u);
    EXPECT_THAT(catalog_.withdrawn(), ElementsAre("guid-b", "guid-c", "guid-d"));
    EXPECT_EQ(catalog_.restore_premature(start - days(30), start), 0u);
    EXPECT_EQ(to_make().guid, "guid-a") << "its file is made again";
}

TEST_F(WrongClockTest, ButNotWhatIsPastKeepDaysByTheRightClockToo) {
    publish("a", "a");  // an hour before the start
    catalog_.withdraw("guid-a", past_keep_days, start + days(365));
    EXPECT_EQ(catalog_.restore_premature(start, start), 0u);
    EXPECT_THAT(catalog_.withdrawn(), ElementsAre("guid-a"));
    EXPECT_EQ(catalog_.restore_premature(start - 1h, start), 1u);
    EXPECT_THAT(catalog_.withdrawn(), IsEmpty());
}

}  // namespace
}  // namespace catalog
