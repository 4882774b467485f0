#include "config/fetch_keys.h"

#include "config/checks.h"
#include "config/mistakes.h"
#include "core/ascii.h"
#include "core/login.h"
#include "core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace config {
namespace {

void set_logins(core::Limits& limits, const Value& value) {
    limits.logins.clear();
    Mistakes mistakes(value.file());
    for (const Value& item : value.list())
        mistakes.note([&] {
            std::string url = checked_text(item, login_url);
            limits.logins.push_back(*core::take_login(url));
        });
    mistakes.tell();
}

void set_proxy(core::Limits& limits, const Value& value) {
    limits.proxy = checked_text(value, proxy_url);
    limits.proxy_login = core::take_login(limits.proxy);
}

/// The value may be a secret, so no complaint shows it.
void add_header(core::Limits& limits, const std::string& host, const Value& value) {
    const auto* text = value.node().as_string();
    const std::string right = text == nullptr ? "\"Name: value\" in quotes" : own_header(text->get());
    if (!right.empty()) value.complain(fmt::format("{} cannot be sent; it must be {}", value.name(), right));
    const std::string_view line = text->get();
    const std::size_t colon = line.find(':');
    core::HostHeader header{host, std::string(line.substr(0, colon)), std::string(core::trim(line.substr(colon + 1)))};
    const auto is_same = [&](const core::HostHeader& other) {
        return core::ascii_lower(other.host) == core::ascii_lower(host) &&
               core::ascii_lower(other.name) == core::ascii_lower(header.name);
    };
    if (std::ranges::any_of(limits.headers, is_same))
        value.complain(fmt::format("{} is a second {}; a host is sent one", value.name(), header.name));
    limits.headers.push_back(std::move(header));
}

void set_headers(core::Limits& limits, const Value& value) {
    constexpr std::string_view right =
        "a table of hosts, each with a list of headers, like { \"news.example\" = [\"Referer: https://news.example/\"] "
        "}";
    limits.headers.clear();
    if (!value.node().is_table()) value.complain(fmt::format("{} must be {}", value.name(), right));
    Mistakes mistakes(value.file());
    for (const auto& entry : value.table()) {
        const toml::key& key = entry.first;
        const toml::node& node = entry.second;
        const std::string host(key.str());
        // What is no host may be a header, with its secret.
        const std::string shown = host_name(host).empty() ? core::collapse_space(core::clean_utf8(host)) : "...";
        const Value headers(node, fmt::format("{}.\"{}\"", value.name(), shown), value.file());
        mistakes.note([&] {
            if (node.is_table())
                complain_at(value.file(), key.source(),
                            fmt::format("{} has no list of headers; a host's name must stand in quotes, like "
                                        "\"news.example\"",
                                        headers.name()));
            if (const std::string wrong = host_name(host); !wrong.empty())
                complain_at(value.file(), key.source(),
                            fmt::format("{} names no host; it must be {}", headers.name(), wrong));
            if (!node.is_array()) headers.complain(fmt::format("{} must be a list in square brackets", headers.name()));
        });
        if (!node.is_array() || !host_name(host).empty()) continue;
        for (const Value& header : headers.list()) mistakes.note([&] { add_header(limits, host, header); });
    }
    mistakes.tell();
}

}  // namespace

const Keys<core::Limits>& fetch_keys() {
    using core::Limits;
    using std::chrono::milliseconds, std::chrono::seconds, std::chrono::days;
    static const Keys<Limits> keys{
        {"user_agent", Need::optional, text(&Limits::user_agent, header_value)},
        {"concurrency", Need::optional, integer(&Limits::concurrency, 1, 64)},
        {"per_host", Need::optional, integer(&Limits::per_host, 1, 16)},
        {"host_delay_ms", Need::optional, duration<milliseconds>(&Limits::host_delay, 0, 600'000)},
        {"connect_timeout_s", Need::optional, duration<seconds>(&Limits::connect_timeout, 1, 600)},
        {"total_timeout_s", Need::optional, duration<seconds>(&Limits::total_timeout, 1, 86'400)},
        {"low_speed_bytes", Need::optional, integer(&Limits::low_speed_bytes, 0, 1'000'000'000)},
        {"low_speed_time_s", Need::optional, duration<seconds>(&Limits::low_speed_time, 1, 3'600)},
        {"retries", Need::optional, integer(&Limits::retries, 0, 10)},
        {"retry_delay_ms", Need::optional, duration<milliseconds>(&Limits::retry_delay, 0, 600'000)},
        {"max_retry_after_s", Need::optional, duration<seconds>(&Limits::max_retry_after, 0, 86'400)},
        {"max_page_mb", Need::optional, mebibytes(&Limits::max_page_bytes, 1, 1'024)},
        {"max_recording_mb", Need::optional, mebibytes(&Limits::max_recording_bytes, 1, 1'048'576)},
        {"recheck_days", Need::optional, duration<days>(&Limits::recheck, 0, 3'650)},
        {"connect_to", Need::optional, texts(&Limits::connect_to, connect_to)},
        {"allow_hosts", Need::optional, texts(&Limits::allow_hosts, host_name)},
        {"logins", Need::optional, set_logins},
        {"headers", Need::optional, set_headers},
        {"proxy", Need::optional, set_proxy},
        {"ca_file", Need::optional, as_written(&Limits::ca_file, optional_line)},
    };
    return keys;
}

}  // namespace config
