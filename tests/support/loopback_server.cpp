#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace support {

namespace {

using core::FileDescriptor;

constexpr std::size_t max_request_head = 64 * 1024;

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error(fmt::format("loopback server: {}: {}", what, std::strerror(errno)));
}

/// True once the socket has one of the events; false when the server stops first or the time is over.
bool wait_for(int socket, short events, int stop, std::chrono::milliseconds longest = std::chrono::hours(1)) {
    pollfd watched[] = {{socket, events, 0}, {stop, POLLIN, 0}};
    const int ready = poll(watched, 2, static_cast<int>(longest.count()));
    return ready > 0 && watched[1].revents == 0 && watched[0].revents != 0;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// Binds to an ephemeral port of the address and listens; gives the port.
int listen_on(FileDescriptor& listener, const std::string& address, int backlog) {
    const bool v6 = address.find(':') != std::string::npos;
    listener = FileDescriptor(::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!listener) fail("socket");
    sockaddr_storage storage{};
    socklen_t length = 0;
    if (v6) {
        auto& to = reinterpret_cast<sockaddr_in6&>(storage);
        to.sin6_family = AF_INET6;
        inet_pton(AF_INET6, address.c_str(), &to.sin6_addr);
        length = sizeof to;
    } else {
        auto& to = reinterpret_cast<sockaddr_in&>(storage);
        to.sin_family = AF_INET;
        inet_pton(AF_INET, address.c_str(), &to.sin_addr);
        length = sizeof to;
    }
    if (bind(listener.get(), reinterpret_cast<sockaddr*>(&storage), length) != 0) fail("bind");
    if (listen(listener.get(), backlog) != 0) fail("listen");
    if (getsockname(listener.get(), reinterpret_cast<sockaddr*>(&storage), &length) != 0) fail("getsockname");
    return ntohs(v6 ? reinterpret_cast<sockaddr_in6&>(storage).sin6_port
                    : reinterpret_cast<sockaddr_in&>(storage).sin_port);
}

}  // namespace

std::string response_head(std::string_view version, int status, const Headers& headers) {
    std::string text = fmt::format("{} {} Scripted\r\n", version, status);
    for (const auto& [name, value] : headers) text += fmt::format("{}: {}\r\n", name, value);
    return text + "\r\n";
}

std::string ServerRequest::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

Exchange::Exchange(int socket, int stop, ServerRequest request)
    : socket_(socket), stop_(stop), request_(std::move(request)) {}

bool Exchange::send(std::string_view bytes) {
    while (!bytes.empty()) {
        if (was_reset_ || !wait_for(socket_, POLLOUT, stop_)) return false;
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Exchange::respond(int status, std::string_view body, const Headers& headers) {
    Headers all = headers;
    const bool bodiless = status == 304 || status == 204;
    if (!bodiless) all.emplace_back("Content-Length", std::to_string(body.size()));
    std::string bytes = response_head("HTTP/1.1", status, all);
    if (!bodiless && request_.method != "HEAD") bytes += body;
    keep_open_ = send(bytes);
}

void Exchange::respond_head(int status, const Headers& headers) {
    send(response_head("HTTP/1.1", status, headers));
}

void Exchange::reset() {
    // A reset throws away what is still queued: let it arrive first.
    int queued = 0;
    while (ioctl(socket_, SIOCOUTQ, &queued) == 0 && queued > 0) {
        if (wait_for(socket_, POLLRDHUP, stop_, std::chrono::milliseconds(1))) break;
    }
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    keep_open_ = false;
    was_reset_ = true;
}

bool Exchange::wait_for_end(std::chrono::milliseconds longest) {
    pollfd watched[] = {{socket_, POLLRDHUP, 0}, {stop_, POLLIN, 0}};
    return poll(watched, 2, static_cast<int>(longest.count())) > 0;
}

LoopbackServer::LoopbackServer(const std::string& address) : stop_(eventfd(0, EFD_CLOEXEC)) {
    if (!stop_) fail("eventfd");
    host_ = address.find(':') == std::string::npos ? address : '[' + address + ']';
    port_ = listen_on(listener_, address, 128);
    acceptor_ = std::thread([this] { accept_all(); });
}

LoopbackServer::~LoopbackServer() {
    const std::uint64_t one = 1;
    static_cast<void>(!write(stop_.get(), &one, sizeof one));
    acceptor_.join();
    for (std::thread& thread : threads_) thread.join();
}

std::string LoopbackServer::url(std::string_view path) const {
    return fmt::format("http://{}:{}{}", host_, port_, path);
}

void LoopbackServer::on(const std::string& path, std::vector<Handler> handlers) {
    const std::lock_guard lock(mutex_);
    handlers_[path] = std::move(handlers);
}

std::vector<ServerRequest> LoopbackServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::vector<ServerRequest> LoopbackServer::requests(const std::string& path) const {
    std::vector<ServerRequest> found = requests();
    std::erase_if(found, [&path](const ServerRequest& request) { return request.path != path; });
    return found;
}

void LoopbackServer::wait_for_requests(std::size_t count) const {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return requests_.size() >= count; });
}

void LoopbackServer::accept_all() {
    while (wait_for(listener_.get(), POLLIN, stop_.get())) {
        FileDescriptor socket(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!socket) continue;
        const int on = 1;
        setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ++connections_;
        threads_.emplace_back([this, connection = std::move(socket)] { serve(connection.get()); });
    }
}

void LoopbackServer::serve(int socket) {
    std::string buffer;
    while (auto request = read_request(socket, buffer)) {
        const Handler handler = handler_of(*request);
        const std::size_t now = ++at_once_;
        std::size_t most = most_at_once_;
        while (now > most && !most_at_once_.compare_exchange_weak(most, now)) {
        }
        Exchange exchange(socket, stop_.get(), std::move(*request));
        handler(exchange);
        --at_once_;
        if (!exchange.keeps_open()) break;
    }
    // The client reads a whole answer even if it sent something that nobody read: no reset by accident.
    linger set{};
    socklen_t length = sizeof set;
    getsockopt(socket, SOL_SOCKET, SO_LINGER, &set, &length);
    if (set.l_onoff == 0) shutdown(socket, SHUT_WR);
}

std::optional<ServerRequest> LoopbackServer::read_request(int socket, std::string& buffer) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (buffer.size() > max_request_head || !wait_for(socket, POLLIN, stop_.get())) return std::nullopt;
        char bytes[4096];
        const ssize_t count = recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) return std::nullopt;
        buffer.append(bytes, static_cast<std::size_t>(count));
    }
    ServerRequest request;
    std::string_view text(buffer.data(), end);
    const std::string_view line = text.substr(0, text.find("\r\n"));
    const std::size_t first = line.find(' ');
    const std::size_t second = line.rfind(' ');
    if (first == std::string_view::npos || second <= first) return std::nullopt;
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, second - first - 1);
    request.path = request.target.substr(0, request.target.find('?'));
    text.remove_prefix(std::min(line.size() + 2, text.size()));
    while (!text.empty()) {
        const std::string_view field = text.substr(0, text.find("\r\n"));
        text.remove_prefix(std::min(field.size() + 2, text.size()));
        const std::size_t colon = field.find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view value = field.substr(colon + 1);
        while (value.starts_with(' ')) value.remove_prefix(1);
        request.headers[lower(std::string(field.substr(0, colon)))] = value;
    }
    buffer.erase(0, end + 4);
    std::size_t length = 0;
    const std::string written = request.header("content-length");
    std::from_chars(written.data(), written.data() + written.size(), length);
    while (buffer.size() < length) {
        if (length > max_request_head || !wait_for(socket, POLLIN, stop_.get())) return std::nullopt;
        char bytes[4096];
        const ssize_t count = recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) return std::nullopt;
        buffer.append(bytes, static_cast<std::size_t>(count));
    }
    request.body = buffer.substr(0, length);
    buffer.erase(0, length);
    return request;
}

Handler LoopbackServer::handler_of(const ServerRequest& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto same = std::count_if(requests_.begin(), requests_.end(),
                                    [&](const ServerRequest& each) { return each.path == request.path; });
    requests_.back().number = static_cast<std::size_t>(same);
    arrived_.notify_all();
    const auto found = handlers_.find(request.path);
    if (found == handlers_.end() || found->second.empty()) return answer(404, "not found");
    return found->second[std::min(static_cast<std::size_t>(same), found->second.size()) - 1];
}

BlackHole::BlackHole() {
    port_ = listen_on(listener_, "127.0.0.1", 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port_));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The backlog holds a connection or two more than its number; from then on a connect stays without an answer.
    for (int i = 0; i < 8; ++i) {
        FileDescriptor filler(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (!filler) fail("socket");
        static_cast<void>(connect(filler.get(), reinterpret_cast<sockaddr*>(&to), sizeof to));
        fillers_.push_back(std::move(filler));
    }
}

std::string BlackHole::url() const {
    return fmt::format("http://127.0.0.1:{}/", port_);
}

}  // namespace support
