#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fetch {

/// An http(s) URL in its parts, all of them normalized as resolve() does; text() puts them together again.
struct Url {
    std::string scheme;    ///< "http" or "https"
    std::string user;      ///< percent-encoded as written; empty: none
    std::string password;  ///< percent-encoded as written
    std::string host;      ///< lower case, ASCII; an IPv6 address stands in brackets
    int port = 0;          ///< never 0 in what parse_url() gives; the scheme's own where the URL names none
    std::string path;      ///< begins with a slash
    std::string query;     ///< without the question mark
    bool has_query = false;

    std::string text() const;
    /// Whether the port is the scheme's own.
    bool has_usual_port() const;
    /// "http://example.com:8080": scheme, host and port, without credentials.
    std::string origin() const;
    /// The path with its query, as a request line has it.
    std::string target() const;
};

/// The parts of an absolute URL, by the rules of resolve().
std::optional<Url> parse_url(std::string_view url);

/// The absolute, normalized http(s) URL of a reference found in a page with that base (RFC 3986 section 5): white space
/// trimmed, backslashes and spaces as browsers take them, non-ASCII percent-encoded, host in lower case (IDNA, UTS 46),
/// default port, fragment and dot segments gone. A user and a password are left out, the base's and the reference's, as
/// browsers do with what a page embeds. Empty optional: not http(s), or not a URL.
std::optional<std::string> resolve(std::string_view base, std::string_view reference);

/// The same with the user and the password of a reference that has them, for those who keep them apart at once
/// (Http::keep_login). The base's are not handed on.
std::optional<std::string> resolve_with_login(std::string_view base, std::string_view reference);

/// resolve_with_login() of an absolute URL.
std::optional<std::string> normalize(std::string_view url);

/// Whether the address is a site's start page: its root, without a query.
bool is_home_page(std::string_view url);

/// Lower case host without port, "" for what is not a URL.
std::string host_of(std::string_view url);

/// The URL without user and password: how messages and logs name it.
std::string printable(std::string_view url);

}  // namespace fetch
