#include "fetch/web/presence.h"

#include "fetch/web/content_range.h"
#include "fetch/web/sniff.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace fetch {

namespace {

/// So many bytes tell a text from a recording.
constexpr std::size_t telling_bytes = 4096;

/// Thrown where what has come is enough.
struct Enough {};

/// An answer's headers, and its first bytes.
struct Beginning {
    Response response;
    std::string bytes;
};

Beginning beginning_of(Http& http, Request request) {
    Beginning beginning;
    request.method = Method::get;
    request.first_bytes = telling_bytes;
    request.on_headers = [&beginning](const Response& response) {
        beginning.response = response;
        beginning.bytes.clear();
    };
    request.sink = [&beginning](std::span<const std::byte> bytes) {
        for (const std::byte byte : bytes.first(std::min(bytes.size(), telling_bytes - beginning.bytes.size())))
            beginning.bytes += static_cast<char>(byte);
        // From where there are no ranges the whole would come.
        if (beginning.bytes.size() == telling_bytes) throw Enough();
    };
    try {
        beginning.response = http.get(request);
    } catch (const Enough&) {
        // The headers have been taken before.
    }
    return beginning;
}

/// What an answer's type says of what comes.
enum class Type { recording, other, unknown };

Type type_of(const Response& response) {
    const std::string type = response.content_type();
    if (type.starts_with("audio/") || type.starts_with("video/") || type == "application/ogg") return Type::recording;
    const bool is_data = type.ends_with("/json") || type.ends_with("+json") || type.ends_with("/xml") ||
                         type.ends_with("+xml") || type.ends_with("javascript");
    if (is_data || type == "text/html" || type.starts_with("image/")) return Type::other;
    return Type::unknown;
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
    if (type_of(response) == Type::other) return {false, fmt::format("a page answers ({})", response.content_type())};
    if (is_empty(response)) return {false, "it is empty"};
    return {true, {}};
}

Presence judged(const Beginning& beginning) {
    const auto bytes = std::as_bytes(std::span(beginning.bytes));
    Presence presence = judged(beginning.response);
    if (presence.is_there && is_text(bytes))
        presence = {false, fmt::format("a text answers ({})", describe_content(bytes))};
    return presence;
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
    const bool tells_nothing =
        (head.status >= 400 && !is_gone) || (head.status < 400 && (is_empty(head) || type_of(head) == Type::unknown));
    return tells_nothing ? judged(beginning_of(http, asking)) : judged(head);
}

}  // namespace fetch
