#include "tests/support/loopback_server.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

namespace support {

namespace {

/// What of a resource answers a request.
struct Part {
    int status = 200;
    Headers headers;
    std::string_view body;
};

Part select(const Resource& resource, const ServerRequest& request) {
    Part part{200, {{"Content-Type", resource.type}, {"Accept-Ranges", "bytes"}}, resource.body};
    if (!resource.etag.empty()) part.headers.emplace_back("ETag", resource.etag);
    if (!resource.last_modified.empty()) part.headers.emplace_back("Last-Modified", resource.last_modified);

    const std::string none_match = request.header("if-none-match");
    const std::string modified_since = request.header("if-modified-since");
    const bool same = none_match.empty() ? !modified_since.empty() && modified_since == resource.last_modified
                                         : none_match == resource.etag;
    if (same) return {304, part.headers, {}};

    const std::string range = request.header("range");
    const std::string if_range = request.header("if-range");
    const bool fits = if_range.empty() || if_range == resource.etag || if_range == resource.last_modified;
    unsigned long long from = 0;
    if (!fits || std::sscanf(range.c_str(), "bytes=%llu-", &from) != 1) return part;
    if (from >= resource.body.size()) {
        part.headers.emplace_back("Content-Range", fmt::format("bytes */{}", resource.body.size()));
        return {416, part.headers, {}};
    }
    part.headers.emplace_back("Content-Range",
                              fmt::format("bytes {}-{}/{}", from, resource.body.size() - 1, resource.body.size()));
    return {206, part.headers, part.body.substr(from)};
}

Headers with_length(Part& part) {
    part.headers.emplace_back("Content-Length", std::to_string(part.body.size()));
    return part.headers;
}

std::string chunk(std::string_view bytes) {
    return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

}  // namespace

Handler answer(int status, std::string body, Headers headers) {
    return [=](Exchange& exchange) { exchange.respond(status, body, headers); };
}

Handler file(Resource resource) {
    return [=](Exchange& exchange) {
        const Part part = select(resource, exchange.request());
        exchange.respond(part.status, part.body, part.headers);
    };
}

Handler redirect(std::string location, int status) {
    return answer(status, "moved", {{"Location", std::move(location)}});
}

Handler reset_after(Resource resource, std::size_t bytes) {
    return [=](Exchange& exchange) {
        Part part = select(resource, exchange.request());
        exchange.respond_head(part.status, with_length(part));
        exchange.send(part.body.substr(0, bytes));
        exchange.reset();
    };
}

Handler cut_after(Resource resource, std::size_t bytes) {
    return [=](Exchange& exchange) {
        Part part = select(resource, exchange.request());
        exchange.respond_head(part.status, with_length(part));
        exchange.send(part.body.substr(0, bytes));
    };
}

Handler chunked_cut_after(Resource resource, std::size_t bytes) {
    return [=](Exchange& exchange) {
        Part part = select(resource, exchange.request());
        part.headers.emplace_back("Transfer-Encoding", "chunked");
        exchange.respond_head(part.status, part.headers);
        if (bytes > 0) exchange.send(chunk(part.body.substr(0, bytes)));
    };
}

Handler chunked(Resource resource, std::size_t chunk_bytes) {
    return [=](Exchange& exchange) {
        Part part = select(resource, exchange.request());
        part.headers.emplace_back("Transfer-Encoding", "chunked");
        exchange.respond_head(part.status, part.headers);
        for (std::size_t from = 0; from < part.body.size(); from += chunk_bytes) {
            if (!exchange.send(chunk(part.body.substr(from, chunk_bytes)))) return;
        }
        exchange.send("0\r\n\r\n");
    };
}

Handler without_length(Resource resource, std::size_t bytes) {
    return [=](Exchange& exchange) {
        const Part part = select(resource, ServerRequest{});
        exchange.send(response_head("HTTP/1.0", part.status, {{"Content-Type", resource.type}}));
        exchange.send(part.body.substr(0, bytes));
    };
}

Handler raw(std::string bytes) {
    return [=](Exchange& exchange) { exchange.send(bytes); };
}

Handler silence() {
    return [](Exchange& exchange) { exchange.wait_for_end(); };
}

Handler dribble(std::string bytes, std::chrono::milliseconds pause) {
    return [=](Exchange& exchange) {
        for (const char byte : bytes) {
            if (!exchange.send({&byte, 1}) || exchange.wait_for_end(pause)) return;
        }
    };
}

Handler endless(std::string type) {
    return [=](Exchange& exchange) {
        exchange.respond_head(200, {{"Content-Type", type}});
        const std::string bytes(64 * 1024, '\xff');
        while (exchange.send(bytes)) {
        }
    };
}

Handler reset() {
    return [](Exchange& exchange) { exchange.reset(); };
}

}  // namespace support
