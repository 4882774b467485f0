#pragma once

#include "fetch/web/http.h"

#include <string>

namespace fetch {

struct PresenceRequest {
    std::string url;
    std::string referer = {};  ///< as in Request
    bool obey_robots = false;  ///< as in Request
};

/// Whether a server has a file at an address, as far as it says without sending it.
struct Presence {
    bool is_there = false;
    std::string reason;  ///< why it is not: "HTTP status 404", "a page answers (text/html)"
};

/// Asks by HEAD. Where its answer is an error (other than 404 and 410), says that the file has no bytes, or has a type
/// that says nothing, GET is asked for the first bytes, and decides. What many servers send with 200 in the place of
/// what they do not have is no recording: a web page, data, a picture, any text. Throws as Http::get does where it
/// cannot be known: no answer, 401, 429, 5xx, robots.txt.
Presence presence_of(Http& http, const PresenceRequest& request);

}  // namespace fetch
