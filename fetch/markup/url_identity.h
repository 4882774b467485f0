#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// What makes two URLs one article: normalized, scheme and "www." folded, trailing slash and tracking parameters
/// (utm_*, fbclid, gclid, ...) dropped, the other parameters kept in their order, and characters composed (NFC): a
/// letter and its mark are one name, however a server's disk writes them. What is not a URL is its own identity.
std::string identity_of(std::string_view url);

/// identity_of() as it was before it composed; empty where that is the same.
std::string former_identity_of(std::string_view url);

/// identity_of() without the parameters by which a server signs an address for some time (Expires, Signature, X-Amz-*,
/// token, ...): what stays the same when the same file is signed anew.
std::string unsigned_identity_of(std::string_view url);

/// unsigned_identity_of() without what only keeps caches from answering (hour.mp3?t=1001): of a file's address a
/// parameter that says nothing but a time or a chance number.
std::string file_identity_of(std::string_view url);

/// Whether an address that a page of that URL names as canonical can be its own. It is not where it is a home page, a
/// folder above the page, a script without the query that chooses the article, or another article: it must name the
/// same article as the page's URL does, by the words or the number in it.
bool is_own_address(std::string_view canonical, std::string_view page);

}  // namespace fetch
