#include "fetch/article/shown_dates.h"

#include <gtest/gtest.h>

#include "core/time.h"

namespace {

TEST(ReadTime, MendsWhatSystemsMisspell) {
    EXPECT_EQ(core::format_iso8601(*fetch::read_time("2020-12-05T23:15:0Z", "it")), "2020-12-05T23:15:00+00:00");
    EXPECT_EQ(core::format_iso8601(*fetch::read_time("Datum:26. Januar 2022", "de")), "2022-01-26");
    EXPECT_FALSE(fetch::read_time("1970-01-01T00:00:00Z", "en").has_value());
    EXPECT_FALSE(fetch::read_time("no digits", "en").has_value());
    EXPECT_FALSE(fetch::read_time("", "en").has_value());
}

}  // namespace
