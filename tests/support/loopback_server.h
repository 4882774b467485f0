#pragma once

#include "core/file_descriptor.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace support {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// What a client asked for.
struct ServerRequest {
    std::string method;
    std::string target;                          ///< path and query, as sent
    std::string path;                            ///< without the query
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body = {};                       ///< of a POST with a length
    std::size_t number = 0;                      ///< 1 for the first request to this path

    std::string header(const std::string& lower_case_name) const;
};

/// One request and the connection on which it is to be answered, well or badly.
class Exchange {
public:
    Exchange(int socket, int stop, ServerRequest request);

    const ServerRequest& request() const { return request_; }
    /// False when the client is gone or the server stops.
    bool send(std::string_view bytes);
    /// A whole answer with its Content-Length; the connection stays open for the next request.
    void respond(int status, std::string_view body = {}, const Headers& headers = {});
    /// Status line and headers only; the connection will be closed after the handler.
    void respond_head(int status, const Headers& headers);
    /// The client sees a connection reset (SO_LINGER 0), after what was sent has had its time to arrive.
    void reset();
    /// Waits until the client leaves or the server stops, at most so long; true when one of them did.
    bool wait_for_end(std::chrono::milliseconds longest = std::chrono::hours(1));

    bool keeps_open() const { return keep_open_; }

private:
    int socket_;
    int stop_;  ///< readable once the server stops
    ServerRequest request_;
    bool keep_open_ = false;
    bool was_reset_ = false;
};

/// A status line and headers, as they are sent: `version` is "HTTP/1.1".
std::string response_head(std::string_view version, int status, const Headers& headers);

/// Answers one request.
using Handler = std::function<void(Exchange&)>;

/// A file as a good server gives it.
struct Resource {
    std::string body;
    std::string type = "audio/mpeg";
    std::string etag = {};           ///< with its quotes; empty: none is sent
    std::string last_modified = {};  ///< an HTTP date; empty: none is sent
};

/// A real HTTP/1.1 server on loopback with a port of its own, whose answers are scripted per path. What has no script
/// gets 404. Handlers run on threads of the server, several at once.
class LoopbackServer {
public:
    explicit LoopbackServer(const std::string& address = "127.0.0.1");  ///< or another of 127/8, or "::1"
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    int port() const { return port_; }
    /// "http://127.0.0.1:PORT" and the path.
    std::string url(std::string_view path = "/") const;
    /// The first request to the path gets the first handler, and so on; the last one serves all later requests.
    void on(const std::string& path, std::vector<Handler> handlers);
    void on(const std::string& path, Handler handler) { on(path, std::vector<Handler>{std::move(handler)}); }

    /// All requests so far, or those to one path.
    std::vector<ServerRequest> requests() const;
    std::vector<ServerRequest> requests(const std::string& path) const;
    /// Blocks until so many requests have come in all.
    void wait_for_requests(std::size_t count) const;
    std::size_t connections() const { return connections_; }
    /// The most requests that were being answered at one moment.
    std::size_t most_at_once() const { return most_at_once_; }

private:
    void accept_all();
    void serve(int socket);
    std::optional<ServerRequest> read_request(int socket, std::string& buffer);
    Handler handler_of(const ServerRequest& request);

    std::string host_;
    int port_ = 0;
    core::FileDescriptor stop_;
    core::FileDescriptor listener_;
    std::atomic<std::size_t> connections_{0};
    std::atomic<std::size_t> at_once_{0};
    std::atomic<std::size_t> most_at_once_{0};
    mutable std::mutex mutex_;
    mutable std::condition_variable arrived_;
    std::map<std::string, std::vector<Handler>> handlers_;
    std::vector<ServerRequest> requests_;
    std::list<std::thread> threads_;
    std::thread acceptor_;
};

// Good manners.

/// A whole answer.
Handler answer(int status, std::string body = {}, Headers headers = {});
/// The file with conditional requests (If-None-Match, If-Modified-Since) and byte ranges (Range, If-Range).
Handler file(Resource resource);
Handler redirect(std::string location, int status = 302);

// Bad ones.

/// file(), but the connection is reset, or closed, after so many bytes of the body.
Handler reset_after(Resource resource, std::size_t bytes);
Handler cut_after(Resource resource, std::size_t bytes);
/// The same of a chunked body: it ends without its last chunk.
Handler chunked_cut_after(Resource resource, std::size_t bytes);
/// The whole body in chunks of so many bytes.
Handler chunked(Resource resource, std::size_t chunk_bytes = 1000);
/// HTTP/1.0 without a length, closed after so many bytes (all of them by default).
Handler without_length(Resource resource, std::size_t bytes = std::string::npos);
/// These bytes as they are, then the connection is closed.
Handler raw(std::string bytes);
/// Never answers; returns when the client leaves.
Handler silence();
/// The bytes one by one, with a pause after each.
Handler dribble(std::string bytes, std::chrono::milliseconds pause);
/// 200 and a body without end.
Handler endless(std::string type = "audio/mpeg");
/// The reset of the connection instead of an answer.
Handler reset();

/// A listening socket that completes no connection: its backlog is full.
class BlackHole {
public:
    BlackHole();
    int port() const { return port_; }
    std::string url() const;

private:
    core::FileDescriptor listener_;
    std::vector<core::FileDescriptor> fillers_;
    int port_ = 0;
};

}  // namespace support
