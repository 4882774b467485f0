#pragma once

#include "core/error.h"
#include "core/limits.h"
#include "fetch/markup/url.h"
#include "fetch/web/address.h"
#include "fetch/web/message.h"
#include "fetch/web/own_headers.h"
#include "fetch/web/transfer_failure.h"

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

/// What of a request depends on where it goes and on what came of it before.
struct Hop {
    Url url;                     ///< with the user and the password that are sent
    bool is_asked_for = false;   ///< of the origin that the caller named: the request's own authorization goes there
    HeaderLines headers = {};    ///< beside the request's own; they count more
    bool without_range = false;  ///< ranges are refused there
    bool as_sent = false;        ///< what is called its content coding is none
};

/// One request on the wire and its answer, without redirects, retries and waiting. Owns the easy handle that a driver
/// runs; all callbacks of libcurl end here, and none lets an exception through.
class Exchange {
public:
    Exchange(const Request& request, Hop hop, const core::Limits& limits, const Reach& reach);
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    CURL* handle() const { return handle_.get(); }
    const Url& url() const { return hop_.url; }

    /// Called by the driver when the transfer has ended, in whatever way.
    void finish(CURLcode code);
    /// Called by the driver instead of finish() when it ends the transfer itself.
    void abandon(std::string reason);

    /// After its end: the answer (any status), or why there is none. An exception of the caller's functions is
    /// rethrown.
    Response take_response();
    const std::optional<Failure>& failure() const { return failure_; }
    bool asks_for_range() const { return range_asked_; }
    /// Its answer calls something a content coding that is none: its body has not been taken, and is to be asked for
    /// as it is sent.
    bool is_mislabelled() const { return mislabelled_; }
    /// True when bytes have gone to the caller's sink.
    bool delivered() const { return delivered_; }

private:
    void set_up();
    /// Where the hop has none of that name.
    void add_header(std::string_view name, const std::string& value);
    void append_header(std::string_view name, const std::string& value);
    bool take_header(std::string_view line);
    void end_of_headers();
    /// Judges the content coding of a body that is wanted; false where it cannot be taken so.
    bool take_coding();
    bool take_body(const char* data, std::size_t size);
    curl_socket_t open_socket(const curl_sockaddr& address);
    bool is_wanted(int status) const;
    /// Of a whole that came as a range: whether all of it did.
    void check_whole();
    /// Ends the transfer: the answer breaks a cap or the protocol.
    bool refuse(std::string reason);

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;

    const Request& request_;
    Hop hop_;
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
    std::uint64_t whole_bytes_ = 0;  ///< of a 206 that is the whole; 0: it is none
    bool in_headers_ = true;
    bool range_asked_ = false;
    bool condition_sent_ = false;
    bool delivered_ = false;
    bool mislabelled_ = false;
    bool enough_ = false;  ///< the rest of a body that nobody wants is cut off
};

}  // namespace fetch
