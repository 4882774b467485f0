#pragma once

#include "core/login.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

/// A header that one host is sent with every request, as its site needs it.
struct HostHeader {
    std::string host;  ///< a name or an address
    std::string name;
    std::string value;  ///< may be a secret: no message holds it

    bool operator==(const HostHeader&) const = default;
};

/// What the web may cost and how far it is trusted: the operator's [fetch] section.
struct Limits {
    std::string user_agent;                   ///< empty: newscast's own
    std::size_t concurrency = 8;              ///< transfers at once
    std::size_t per_host = 2;                 ///< transfers at once to one host
    std::chrono::milliseconds host_delay{0};  ///< least time between two requests to one host
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{3'600'000};  ///< of one transfer
    std::uint64_t low_speed_bytes = 200;                 ///< a transfer slower than this a second ...
    std::chrono::seconds low_speed_time{30};             ///< ... for so long is given up
    std::size_t retries = 3;                             ///< within a run, after the first try
    std::chrono::milliseconds retry_delay{1'000};        ///< the first pause; doubled each time, with jitter
    std::chrono::seconds max_retry_after{60};            ///< a longer Retry-After is left to a later run
    std::uint64_t max_page_bytes = 16u << 20;            ///< of a page or feed, decompressed
    std::uint64_t max_recording_bytes = 4ull << 30;
    std::chrono::hours recheck{72};        ///< how long a published article is looked at again
    std::vector<std::string> connect_to;   ///< curl's --connect-to: HOST1:PORT1:HOST2:PORT2
    std::vector<std::string> allow_hosts;  ///< names or addresses that may be private
    std::string proxy;                     ///< empty: none, whatever the environment says
    std::optional<Login> proxy_login;      ///< who we are to it
    std::vector<Login> logins;             ///< who we are to servers; one an origin, which alone is told
    std::vector<HostHeader> headers;       ///< of the operator's; they count more than our own of those names
    std::string ca_file;                   ///< PEM file of the roots to trust; empty: the system's

    bool operator==(const Limits&) const = default;
};

}  // namespace core
