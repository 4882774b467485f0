#pragma once

#include "core/error.h"
#include "core/limits.h"
#include "fetch/markup/url.h"
#include "fetch/web/address.h"
#include "fetch/web/message.h"

#include <curl/curl.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fetch {

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// Why an exchange gave no answer.
struct Failure {
    core::ErrorKind kind = core::ErrorKind::network;
    std::string reason;
    bool passing = false;  ///< another try within this run makes sense
};

/// One request on the wire and its answer, without redirects, retries and waiting. Owns the easy handle that a driver
/// runs; all callbacks of libcurl end here, and none lets an exception through.
class Exchange {
public:
    /// The URL's user and password are sent, and where it is `asked_for`, of the origin that the caller named, the
    /// request's own authorization.
    Exchange(const Request& request, const Url& url, const core::Limits& limits, const Reach& reach, bool asked_for);
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    CURL* handle() const { return handle_.get(); }
    const Url& url() const { return url_; }

    /// Called by the driver when the transfer has ended, in whatever way.
    void finish(CURLcode code);
    /// Called by the driver instead of finish() when it ends the transfer itself.
    void abandon(std::string reason);

    /// After its end: the answer (any status), or why there is none. An exception of the caller's functions is
    /// rethrown.
    Response take_response();
    const std::optional<Failure>& failure() const { return failure_; }
    /// True when bytes have gone to the caller's sink.
    bool delivered() const { return delivered_; }

private:
    void set_up(bool asked_for);
    void add_header(std::string_view name, const std::string& value);
    bool take_header(std::string_view line);
    void end_of_headers();
    bool take_body(const char* data, std::size_t size);
    curl_socket_t open_socket(const curl_sockaddr& address);
    bool is_wanted(int status) const;
    /// Ends the transfer: the answer breaks a cap or the protocol.
    bool refuse(std::string reason);

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;

    const Request& request_;
    const Url url_;
    const core::Limits& limits_;
    const Reach& reach_;
    HeaderList headers_{nullptr, &curl_slist_free_all};
    HeaderList connect_to_{nullptr, &curl_slist_free_all};
    char error_[CURL_ERROR_SIZE] = {};
    EasyHandle handle_{nullptr, &curl_easy_cleanup};

    Response response_;
    std::optional<Failure> failure_;
    std::exception_ptr thrown_;  ///< by on_headers or the sink
    std::string refused_address_;
    std::string last_header_;
    std::size_t header_bytes_ = 0;
    std::uint64_t max_bytes_ = 0;
    std::uint64_t discarded_ = 0;
    bool in_headers_ = true;
    bool range_asked_ = false;
    bool condition_sent_ = false;
    bool delivered_ = false;
    bool enough_ = false;  ///< the rest of a body that nobody wants is cut off
};

}  // namespace fetch
