#pragma once

#include "core/limits.h"
#include "core/validators.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

using core::Validators;

/// The answer 304 to a conditional request.
struct NotModified {};

enum class Method { get, head, post };

struct Request {
    std::string url;
    Method method = Method::get;
    std::string form;  ///< post: the body, application/x-www-form-urlencoded; any 2xx is a good answer to it
    std::string accept = "*/*";
    std::string authorization;     ///< a header for the asked origin only; redirects elsewhere go without it
    Validators validators;         ///< sent as If-None-Match and If-Modified-Since
    std::uint64_t max_bytes = 0;   ///< of the decoded body; 0: Limits::max_page_bytes
    std::uint64_t range_from = 0;  ///< asks for the rest from this byte on, with If-Range (and no content coding)
    std::string if_range;          ///< a strong ETag or a date; a range is asked for only where there is one
    /// Asks the host's robots.txt first, once a host, as "newscast", on every hop (RFC 9309): what it forbids throws
    /// Error(network), also when it cannot be read (5xx, 429, no answer); 4xx forbids nothing. Its Crawl-delay is kept,
    /// up to Limits::max_retry_after.
    bool obey_robots = false;
    /// Called once the final answer's headers are in, before its body; again when a transfer that gave no body yet is
    /// repeated. May throw, which ends the transfer. Runs on the thread of Http, so it must not wait for another get().
    std::function<void(const struct Response&)> on_headers;
    /// Takes the body in pieces as it comes; without it the body is kept in Response::body. May throw. No content
    /// coding is asked for. Runs on the thread of Http, like on_headers.
    std::function<void(std::span<const std::byte>)> sink;
};

struct Response {
    int status = 0;
    std::string url;                             ///< the last one, after redirects
    std::map<std::string, std::string> headers;  ///< names in lower case; repeated ones joined with ", "
    std::string body;
    Validators validators;
    std::uint64_t body_bytes = 0;  ///< decoded bytes that came
    bool length_known = false;     ///< the server said how long the body is, or ended it with a last chunk

    std::string header(std::string_view lower_case_name) const;
    std::string content_type() const;  ///< without parameters, lower case; empty: none
};

/// The web, within the operator's limits. One thread drives all transfers (libcurl's multi interface); any number of
/// threads may call get(). At most Limits::concurrency transfers run at once, at most per_host to one host.
///
/// Redirects are followed here (at most five; http and https only), so that the rules hold on every hop. An address
/// that is not public is refused when the socket is opened, after DNS, unless its host or address is in allow_hosts.
/// Proxy variables, .netrc and cookies are never used.
class Http {
public:
    explicit Http(core::Limits limits);
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    /// One request with its redirects and retries; blocks. Answers with status 200, 206, 304 or 416 are returned.
    /// Everything else throws: Error(gone) for 404 and 410, Error(media) for what breaks a cap or the protocol,
    /// Error(network) for the rest, with retry_after() where the server asked for one. A transfer that has given bytes
    /// to a sink is not repeated here, nor is one that ran into a timeout: it has waited long enough for one run.
    Response get(const Request& request);

    /// The sitemaps that the robots.txt of the URL's host names, as written there; asked for once a host. Throws
    /// Error(network) where robots.txt cannot be read.
    std::vector<std::string> sitemaps(const std::string& url);

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
