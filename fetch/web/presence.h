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

/// Asks by HEAD; a server that refuses that, or says that the file has no bytes, is asked once for the first one. A web
/// page, as many servers send it with 200 in the place of what they do not have, is no recording. Throws as Http::get
/// does where it cannot be known: no answer, 401, 429, 5xx, robots.txt.
Presence presence_of(Http& http, const PresenceRequest& request);

}  // namespace fetch
