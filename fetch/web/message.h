#pragma once

#include "core/validators.h"

#include <cstdint>
#include <functional>
#include <map>
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
    std::string form;       ///< post: the body; any 2xx is a good answer to it
    std::string form_type;  ///< its Content-Type; empty: application/x-www-form-urlencoded
    std::string accept = "*/*";
    std::string referer;           ///< the page that leads there; not told by https to http (RFC 9110 section 10.1.3)
    std::string authorization;     ///< a header for the asked origin only; redirects elsewhere go without it
    Validators validators;         ///< sent as If-None-Match and If-Modified-Since
    std::uint64_t max_bytes = 0;   ///< of the decoded body; 0: Limits::max_page_bytes
    std::uint64_t range_from = 0;  ///< asks for the rest from this byte on, with If-Range (and no content coding);
                                   ///< once more for all of it where the server refuses ranges in any way
    std::string if_range;          ///< a strong ETag or a date; a range is asked for only where there is one
    bool any_version = false;      ///< asks for the range without that: to see what a server does, not to go on
    std::uint64_t first_bytes =
        0;                    ///< asks for so many from the beginning; the whole comes from where there are no ranges
    bool any_answer = false;  ///< what a server answers for good is an answer too: 4xx and 5xx that do not pass by
                              ///< themselves, but those that are about who asks (401, 407, 451); to HEAD, which
                              ///< many servers do not know, these as well, all but 407 and 429
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
    int status = 0;                              ///< 203, and 206 where it is the whole, are 200
    std::string url;                             ///< the last one, after redirects
    std::map<std::string, std::string> headers;  ///< names in lower case; repeated ones joined with ", "
    std::vector<std::string> cookies;            ///< each Set-Cookie
    std::string body;
    Validators validators;
    std::uint64_t body_bytes = 0;  ///< decoded bytes that came
    bool length_known = false;     ///< the server said how long the body is, or ended it with a last chunk

    std::string header(std::string_view lower_case_name) const;
    std::string content_type() const;  ///< without parameters, lower case; empty: none
};

}  // namespace fetch
