#include "fetch/web/retry.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using fetch::parse_retry_after;

TEST(Retry, ReadsTheServersPause) {
    const core::Instant now = std::chrono::sys_days(std::chrono::year(2024) / 7 / 8) + 3h + 11s;  // a Monday
    const std::vector<std::pair<std::string, std::optional<std::chrono::seconds>>> cases = {
        {"0", 0s},
        {"120", 120s},
        {" 5\t", 5s},
        {"Mon, 08 Jul 2024 03:00:41 GMT", 30s},
        {"Monday, 08-Jul-24 03:00:41 GMT", 30s},
        {"Mon Jul  8 03:00:41 2024", 30s},
        {"315360000", 24h * 7},
        {"99999999999999999999999999", 24h * 7},
        {"Sun, 08 Jul 2034 03:00:11 GMT", 24h * 7},
        {"Mon, 08 Jul 2024 03:00:11 GMT", std::nullopt},
        {"Mon, 08 Jul 2024 02:59:59 GMT", std::nullopt},
        {"Thu, 01 Jan 1970 00:00:00 GMT", std::nullopt},
        {"-1", std::nullopt},
        {"+1", std::nullopt},
        {"1.5", std::nullopt},
        {"1e3", std::nullopt},
        {"0x10", std::nullopt},
        {"5 minutes", std::nullopt},
        {"2024-07-08", std::nullopt},
        {"soon", std::nullopt},
        {"Infinity", std::nullopt},
        {"", std::nullopt},
        {" ", std::nullopt},
        {std::string(100'000, '9'), std::nullopt},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(parse_retry_after(text, now), expected) << text.substr(0, 60);
}

TEST(Retry, PausesDoubleWithJitter) {
    core::Limits limits;
    limits.retry_delay = 1000ms;
    for (std::size_t attempt = 1; attempt <= 5; ++attempt) {
        const auto middle = 1000ms * (1 << (attempt - 1));
        std::set<long long> seen;
        for (int i = 0; i < 200; ++i) {
            const auto pause = fetch::back_off(limits, attempt);
            EXPECT_GE(pause, middle / 2);
            EXPECT_LE(pause, middle * 3 / 2);
            seen.insert(pause.count());
        }
        EXPECT_GT(seen.size(), 20u);
    }
    EXPECT_LE(fetch::back_off(limits, 1'000'000), 15min);
    limits.retry_delay = 0ms;
    EXPECT_EQ(fetch::back_off(limits, 3), 0ms);
}

}  // namespace
