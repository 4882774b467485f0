#include "fetch/web/retry.h"

#include "core/ascii.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <random>
#include <string>

namespace fetch {

namespace {

constexpr std::chrono::seconds longest_pause = std::chrono::hours(24 * 7);
constexpr std::chrono::milliseconds longest_back_off = std::chrono::minutes(10);

}  // namespace

std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, core::Instant now) {
    value = core::ascii_trim(value, " \t");
    if (value.empty() || value.size() > 64) return std::nullopt;
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        long long seconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error == std::errc::result_out_of_range) return longest_pause;
        return std::min(std::chrono::seconds(seconds), longest_pause);
    }
    // All three forms of an HTTP date begin with the day's name; curl_getdate would read much more than those.
    if (value.front() < 'A' || value.front() > 'Z' || value.find(':') == std::string_view::npos) return std::nullopt;
    const time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    if (date == -1) return std::nullopt;
    const auto pause = core::Instant(std::chrono::seconds(date)) - now;
    if (pause <= std::chrono::seconds(0)) return std::nullopt;
    return std::min(pause, longest_pause);
}

std::chrono::milliseconds back_off(const core::Limits& limits, std::size_t attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    const auto doubled = limits.retry_delay * (1LL << std::min<std::size_t>(attempt - 1, 20));
    const auto pause = std::min<std::chrono::milliseconds>(doubled, longest_back_off);
    return std::chrono::milliseconds(
        std::uniform_int_distribution<long long>(pause.count() / 2, pause.count() / 2 * 3)(random));
}

bool is_passing_status(int status) {
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

}  // namespace fetch
