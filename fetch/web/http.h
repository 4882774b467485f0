#pragma once

#include "core/limits.h"
#include "fetch/web/message.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace fetch {

/// The web, within the operator's limits. One thread drives all transfers (libcurl's multi interface); any number of
/// threads may call get(). At most Limits::concurrency transfers run at once, at most per_host to one host.
///
/// Redirects are followed here (at most five; http and https only), so that the rules hold on every hop. An address
/// that is not public is refused when the socket is opened, after DNS, unless its host or address is in allow_hosts.
/// Proxy variables and .netrc are never used. A cookie that a redirect sets goes back to its host, in memory only,
/// until the end of this object. Users and passwords are sent to the origin that they were given for (Limits::logins,
/// keep_login(), a request's own URL) and nowhere else, the operator's headers (Limits::headers) to their host, unless
/// a redirect led from https to http; no message and no answer holds them.
class Http {
public:
    explicit Http(core::Limits limits);
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    /// One request with its redirects and retries; blocks. Answers with status 200, 206, 304 or 416 are returned, and
    /// what Request::any_answer names.
    /// Everything else throws: Error(gone) for 404 and 410, Error(media) for what breaks a cap or the protocol,
    /// Error(network) for the rest, with retry_after() where the server asked for one. A transfer that has given bytes
    /// to a sink is not repeated here, nor is one that ran into a timeout: it has waited long enough for one run.
    Response get(const Request& request);

    /// The sitemaps that the robots.txt of the URL's host names, as written there; asked for once a host. Throws
    /// Error(network) where robots.txt cannot be read.
    std::vector<std::string> sitemaps(const std::string& url);

    /// The URL without user and password. These are kept for all later requests to its origin, unless one is known
    /// there already: for addresses that a listing hands out, and that are to be remembered without them.
    std::string keep_login(const std::string& url);

    /// Whether any server has answered anything since the beginning: this machine's network works.
    bool was_answered() const;

    /// Ends all transfers and makes every present and later get() throw Error(network) "interrupted".
    /// Async-signal-unsafe.
    void cancel();

    /// Sleeps; false when cancel() ended the sleep or had been called before.
    bool pause(std::chrono::milliseconds duration);

    const core::Limits& limits() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace fetch
