#include "fetch/web/presence.h"

#include "fetch/web/content_range.h"

#include <fmt/core.h>

#include <optional>
#include <string_view>

namespace fetch {

namespace {

/// Thrown where an answer's headers are enough.
struct Enough {};

/// The answer as far as its headers go: from where there are no ranges the whole would come.
Response first_byte(Http& http, Request request) {
    request.first_byte = true;
    std::optional<Response> headers;
    request.on_headers = [&headers](const Response& response) {
        headers = response;
        throw Enough();
    };
    try {
        return http.get(request);
    } catch (const Enough&) {
        return std::move(*headers);
    }
}

bool is_page(const Response& response) {
    const std::string type = response.content_type();
    for (const std::string_view page :
         {"text/html", "application/xhtml+xml", "text/xml", "application/xml", "application/json"})
        if (type == page) return true;
    return false;
}

/// Whether the answer says that there are no bytes.
bool is_empty(const Response& response) {
    if (response.status == 416) return true;
    const auto range = parse_content_range(response.header("content-range"));
    return range ? range->total == 0 : response.header("content-length") == "0";
}

Presence judged(const Response& response) {
    if (response.status >= 400 && response.status != 416)
        return {false, fmt::format("HTTP status {}", response.status)};
    if (is_page(response)) return {false, fmt::format("a page answers ({})", response.content_type())};
    if (is_empty(response)) return {false, "it is empty"};
    return {true, {}};
}

}  // namespace

Presence presence_of(Http& http, const PresenceRequest& request) {
    Request asking;
    asking.url = request.url;
    asking.referer = request.referer;
    asking.obey_robots = request.obey_robots;
    asking.any_answer = true;
    asking.max_bytes = UINT64_MAX;
    asking.method = Method::head;
    const Response head = http.get(asking);
    const bool is_gone = head.status == 404 || head.status == 410;
    const bool tells_nothing = (head.status >= 400 && !is_gone) || (head.status < 400 && is_empty(head));
    if (!tells_nothing) return judged(head);
    asking.method = Method::get;
    return judged(first_byte(http, asking));
}

}  // namespace fetch
