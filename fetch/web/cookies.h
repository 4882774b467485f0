#pragma once

#include "core/time.h"
#include "fetch/markup/url.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// The cookies that servers set, in memory only (RFC 6265). Each goes back to the host that set it and to no other,
/// whatever its Domain says; Path and Secure are kept to. Bounded: what is too long is not taken, and of too many the
/// oldest go.
class Cookies {
public:
    static constexpr std::size_t max_bytes = 4096;  ///< of one cookie
    static constexpr std::size_t max_per_host = 50;
    static constexpr std::size_t max_hosts = 500;

    /// Takes a Set-Cookie header of an answer from that URL; one that has expired takes away what it names.
    void take(const Url& url, std::string_view set_cookie, core::Instant now);
    /// All that `other` has, which count more.
    void take_all(const Cookies& other);
    /// What of them belongs to the URL's host.
    Cookies of(const Url& url) const;
    /// The Cookie header of a request for that URL; empty: none.
    std::string header(const Url& url, core::Instant now) const;
    bool empty() const { return hosts_.empty(); }

private:
    struct Cookie {
        std::string name;
        std::string value;
        std::string path;  ///< begins with a slash
        bool secure = false;
        std::optional<core::Instant> expires;  ///< none: the end of the run
    };
    void put(const std::string& host, Cookie cookie);

    std::map<std::string, std::vector<Cookie>> hosts_;  ///< each oldest first
};

}  // namespace fetch
