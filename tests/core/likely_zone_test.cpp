#include "core/likely_zone.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace core {
namespace {

TEST(LikelyZone, IsOfTheCountryWhoseClockFits) {
    struct Case {
        std::string language;
        std::string host;
        std::vector<std::string> written;
        std::string expected;
    };
    for (const Case& one : std::vector<Case>{
             {"vi", "news.example", {}, "Asia/Ho_Chi_Minh"},
             {"vi", "news.example", {"2024-07-08T10:00:00+07:00"}, "Asia/Ho_Chi_Minh"},
             {"vi-VN", "127.0.0.1", {"2024-07-08T03:00:00+00:00"}, "Asia/Ho_Chi_Minh"},
             {"", "baodongthap.com.vn", {"2024-07-08T10:00:00"}, "Asia/Ho_Chi_Minh"},
             {"de", "zeitung.example", {}, "Europe/Berlin"},
             {"de-CH", "zeitung.example", {}, "Europe/Zurich"},
             {"hi", "akhbar.example", {}, "Asia/Kolkata"},
             {"uk", "hazeta.example", {}, "Europe/Kyiv"},
             {"en", "paper.example", {}, ""},
             {"en", "paper.co.uk", {}, "Europe/London"},
             {"en", "paper.io", {}, ""},
             {"en-US", "paper.example", {}, "America/New_York"},
             {"en-US", "paper.example", {"2024-07-08T10:00:00-05:00"}, "America/Chicago"},
             {"en-US", "paper.example", {"2024-01-08T10:00:00-05:00"}, "America/New_York"},
             {"en", "paper.example", {"2024-07-08T10:00:00-07:00", "2024-01-08T10:00:00-08:00"}, "America/Los_Angeles"},
             {"id", "koran.example", {"2024-07-08T10:00:00+09:00"}, "Asia/Jayapura"},
             {"en", "paper.example", {"2024-07-08T10:00:00+07:00"}, "Etc/GMT-7"},
             {"en", "paper.example", {"2024-07-08T10:00:00+12:45"}, ""},
             {"vi", "bao.vn", {"2024-07-08T10:00:00-04:00"}, "Asia/Ho_Chi_Minh"},
             {"", "localhost", {}, ""},
             {"xx-not a tag", "", {}, ""},
         }) {
        ZoneSigns signs{one.language, one.host, {}};
        for (const std::string& text : one.written) signs.written.push_back(parse_iso8601(text).value());
        EXPECT_EQ(likely_zone(signs), one.expected) << one.language << " " << one.host;
    }
}

}  // namespace
}  // namespace core
