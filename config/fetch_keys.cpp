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
        {"user_agent", Need::optional, text(&Limits::user_agent, header_value),
         by_default(R"("")",
                    "How newscast names itself to the newspaper's server. Empty: newscast and its version. An address "
                    "in it is polite.")},
        {"concurrency", Need::optional, integer(&Limits::concurrency, 1, 64),
         by_default("8",
                    "Transfers at once, in all and to one host, and the least time between two requests to one host.")},
        {"per_host", Need::optional, integer(&Limits::per_host, 1, 16), by_default("2")},
        {"host_delay_ms", Need::optional, duration<milliseconds>(&Limits::host_delay, 0, 600'000), by_default("0")},
        {"connect_timeout_s", Need::optional, duration<seconds>(&Limits::connect_timeout, 1, 600),
         by_default("10", "Patience: to connect, and for one whole transfer.")},
        {"total_timeout_s", Need::optional, duration<seconds>(&Limits::total_timeout, 1, 86'400), by_default("3600")},
        {"low_speed_bytes", Need::optional, integer(&Limits::low_speed_bytes, 0, 1'000'000'000),
         by_default("200", "A transfer slower than so many bytes a second for so long is given up.")},
        {"low_speed_time_s", Need::optional, duration<seconds>(&Limits::low_speed_time, 1, 3'600), by_default("30")},
        {"retries", Need::optional, integer(&Limits::retries, 0, 10),
         by_default("3",
                    "Tries within a run after the first one; the pause before the first of them, doubled each time.")},
        {"retry_delay_ms", Need::optional, duration<milliseconds>(&Limits::retry_delay, 0, 600'000),
         by_default("1000")},
        {"max_retry_after_s", Need::optional, duration<seconds>(&Limits::max_retry_after, 0, 86'400),
         by_default("60", "When a server asks for a longer pause than this, the article waits for a later run.")},
        {"max_page_mb", Need::optional, mebibytes(&Limits::max_page_bytes, 1, 1'024),
         by_default("16", "Caps, in units of 1,048,576 bytes: of a page or feed, and of a recording.")},
        {"max_recording_mb", Need::optional, mebibytes(&Limits::max_recording_bytes, 1, 1'048'576), by_default("4096")},
        {"recheck_days", Need::optional, duration<days>(&Limits::recheck, 0, 3'650),
         by_default("3", "For how long after its publication an article is looked at again for corrections.")},
        {"connect_to", Need::optional, texts(&Limits::connect_to, connect_to),
         by_default("[]",
                    "HOST1:PORT1:HOST2:PORT2 as curl's --connect-to: talk to the second where the first is meant. For "
                    "rehearsals, like \"baodongthap.com.vn:80:127.0.0.1:8080\".")},
        {"allow_hosts", Need::optional, texts(&Limits::allow_hosts, host_name),
         by_default(
             "[]",
             "Hosts or addresses that may be private. All others must be public, whatever their name resolves to.")},
        {"logins", Need::optional, set_logins,
         by_default("[]",
                    "Users and passwords of origins that are no source's own, like "
                    "\"https://USER:PASSWORD@audio.example/\".")},
        {"headers", Need::optional, set_headers,
         by_default("{}",
                    "What a site needs to be told beside what newscast says itself (its page as Referer, and the "
                    "like): headers of one host, like { \"audio.example\" = [\"X-Key: abc\", \"Cookie: consent=yes\"] "
                    "}. They go to that host only and are shown nowhere.")},
        {"proxy", Need::optional, set_proxy,
         by_default(R"("")",
                    "\"http://proxy.example:3128\", or with a user and a password as in "
                    "\"http://USER:PASSWORD@proxy.example:3128\". Empty: none, whatever the environment says.")},
        {"ca_file", Need::optional, as_written(&Limits::ca_file, optional_line),
         by_default(R"("")",
                    "A file of certificates (PEM) to trust instead of the system's; for a rehearsal with a certificate "
                    "of your own. Empty: the system's.")},
    };
    return keys;
}

}  // namespace config
