#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fetch {

/// The absolute, normalized http(s) URL of a reference found in a page with that base (RFC 3986 section 5): white space
/// trimmed, backslashes and spaces as browsers take them, non-ASCII percent-encoded, host in lower case, default port,
/// fragment and dot segments gone. Empty optional: not http(s), or not a URL.
std::optional<std::string> resolve(std::string_view base, std::string_view reference);

/// resolve() of an absolute URL.
std::optional<std::string> normalize(std::string_view url);

/// What makes two URLs one article: normalized, scheme and "www." folded, trailing slash and tracking parameters (utm_*,
/// fbclid, gclid, ...) dropped, the other parameters kept in their order.
std::string identity_of(std::string_view url);

/// Lower case host without port, "" for what is not a URL.
std::string host_of(std::string_view url);

}  // namespace fetch
