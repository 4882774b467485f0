#include "fetch/web/exchange.h"

#include "core/ascii.h"
#include "core/percent.h"
#include "core/text.h"
#include "fetch/web/content_coding.h"
#include "fetch/web/content_range.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fetch {

namespace {

constexpr std::size_t max_header_bytes = 256 * 1024;  // of one answer, interim answers and trailers included
constexpr std::uint64_t max_discarded_bytes = 16 * 1024;
constexpr long socket_buffer_bytes = 128 * 1024;

void check(CURLcode code, std::string_view what) {
    if (code == CURLE_OK) return;
    throw core::Error(core::ErrorKind::network, fmt::format("cannot {}: {}", what, curl_easy_strerror(code)));
}

template <typename Value>
void set(CURL* handle, CURLoption option, Value value) {
    check(curl_easy_setopt(handle, option, value), "set up a transfer");
}

/// Of a header's line; its end counts as a blank, and so does a carriage return that stands alone (RFC 9112
/// section 2.2).
std::string_view trim_blanks(std::string_view text) {
    return core::ascii_trim(text, " \t\r\n");
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

Exchange::Exchange(const Request& request, Hop hop, const core::Limits& limits, const Reach& reach)
    : request_(request), hop_(std::move(hop)), limits_(limits), reach_(reach) {
    max_bytes_ = request.max_bytes != 0 ? request.max_bytes : limits.max_page_bytes;
    handle_.reset(curl_easy_init());
    if (handle_ == nullptr) throw core::Error(core::ErrorKind::network, "cannot set up a transfer: out of memory");
    set_up();
}

void Exchange::set_up() {
    CURL* handle = handle_.get();
    set(handle, CURLOPT_URL, printable(hop_.url.text()).c_str());
    set(handle, CURLOPT_PATH_AS_IS, 1L);
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_QUICK_EXIT, 1L);  // a resolver that hangs must not hold up the end of its transfer
    set(handle, CURLOPT_ERRORBUFFER, error_);
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!limits_.ca_file.empty()) set(handle, CURLOPT_CAINFO, limits_.ca_file.c_str());
    set(handle, CURLOPT_BUFFERSIZE, socket_buffer_bytes);

    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect_timeout.count()));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total_timeout.count()));
    set(handle, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits_.low_speed_bytes));
    set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.low_speed_time.count()));

    // Set even when empty: libcurl would ask the environment otherwise.
    set(handle, CURLOPT_PROXY, limits_.proxy.c_str());
    if (limits_.proxy_login) {
        set(handle, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(handle, CURLOPT_PROXYUSERNAME, core::percent_decode(limits_.proxy_login->user).c_str());
        set(handle, CURLOPT_PROXYPASSWORD, core::percent_decode(limits_.proxy_login->password).c_str());
    }
    set(handle, CURLOPT_NOPROXY, "");
    set(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    for (const std::string& entry : limits_.connect_to) {
        curl_slist* longer = curl_slist_append(connect_to_.get(), entry.c_str());
        if (longer == nullptr) throw core::Error(core::ErrorKind::network, "cannot set up a transfer: out of memory");
        static_cast<void>(connect_to_.release());
        connect_to_.reset(longer);
    }
    set(handle, CURLOPT_CONNECT_TO, connect_to_.get());

    set(handle, CURLOPT_HEADERFUNCTION, &Exchange::on_header);
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(handle, CURLOPT_WRITEFUNCTION, &Exchange::on_body);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &Exchange::on_open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));

    const std::string agent = limits_.user_agent.empty() ? "newscast/" NEWSCAST_VERSION : limits_.user_agent;
    if (has_control(agent))
        throw core::Error(core::ErrorKind::config, "cannot use user_agent: it has control characters");
    set(handle, CURLOPT_USERAGENT, agent.c_str());
    if (!hop_.url.user.empty() || !hop_.url.password.empty()) {
        set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(handle, CURLOPT_USERNAME, core::percent_decode(hop_.url.user).c_str());
        set(handle, CURLOPT_PASSWORD, core::percent_decode(hop_.url.password).c_str());
    }

    if (request_.method == Method::head) set(handle, CURLOPT_NOBODY, 1L);
    if (request_.method == Method::post) {
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.form.size()));
        set(handle, CURLOPT_COPYPOSTFIELDS, request_.form.c_str());
        add_header("Content-Type", request_.form_type);
    }
    if (hop_.is_asked_for) add_header("Authorization", request_.authorization);
    add_header("Accept", request_.accept);
    add_header("If-None-Match", request_.validators.etag);
    add_header("If-Modified-Since", request_.validators.last_modified);
    condition_sent_ = !request_.validators.empty();
    const bool has_condition = !request_.if_range.empty() && !request_.if_range.starts_with("W/");
    range_asked_ = !hop_.without_range &&
                   (request_.first_bytes > 0 || (request_.range_from > 0 && (request_.any_version || has_condition)));
    if (request_.first_bytes > 0) {
        set(handle, CURLOPT_RANGE, fmt::format("0-{}", request_.first_bytes - 1).c_str());
    } else if (range_asked_) {
        if (!request_.any_version) add_header("If-Range", request_.if_range);
        set(handle, CURLOPT_RANGE, fmt::format("{}-", request_.range_from).c_str());
    }
    for (const auto& [name, value] : hop_.headers) append_header(name, value);
    set(handle, CURLOPT_HTTPHEADER, headers_.get());
    // What goes to a sink is stored and continued by byte offsets, so it is wanted as it is; "identity" still lets
    // libcurl decode what a server encodes unasked.
    set(handle, CURLOPT_ACCEPT_ENCODING,
        request_.sink || range_asked_ || request_.method == Method::head ? "identity" : "");
    if (hop_.as_sent || request_.method == Method::post) set(handle, CURLOPT_HTTP_CONTENT_DECODING, 0L);
}

void Exchange::add_header(std::string_view name, const std::string& value) {
    if (find_header(hop_.headers, name) == nullptr) append_header(name, value);
}

void Exchange::append_header(std::string_view name, const std::string& value) {
    if (value.empty() || has_control(value)) return;
    curl_slist* longer = curl_slist_append(headers_.get(), fmt::format("{}: {}", name, value).c_str());
    if (longer == nullptr) throw core::Error(core::ErrorKind::network, "cannot set up a transfer: out of memory");
    static_cast<void>(headers_.release());
    headers_.reset(longer);
}

bool Exchange::is_wanted(int status) const {
    if (request_.method == Method::post) return status >= 200 && status < 300;
    return status == 200 || (status == 206 && range_asked_) || (status == 304 && condition_sent_) ||
           (status == 416 && range_asked_);
}

bool Exchange::refuse(std::string reason) {
    failure_ = Failure{core::ErrorKind::media, std::move(reason)};
    return false;
}

bool Exchange::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > max_header_bytes) return refuse(fmt::format("headers exceed {} bytes", max_header_bytes));
    if (in_headers_ && line.starts_with("HTTP/")) {
        response_.headers.clear();
        response_.cookies.clear();
        last_header_.clear();
        const std::string_view status = trim_blanks(line.substr(std::min(line.find(' '), line.size())));
        std::from_chars(status.data(), status.data() + status.size(), response_.status);
        return true;
    }
    if (!in_headers_) return true;  // trailers say nothing that is used
    const std::string_view text = trim_blanks(line);
    if (text.empty()) {
        if (response_.status >= 200) end_of_headers();
        return thrown_ == nullptr && !failure_ && !enough_;
    }
    if (line.front() == ' ' || line.front() == '\t') {
        if (!last_header_.empty()) response_.headers[last_header_].append(" ").append(text);
        return true;
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return true;
    last_header_ = core::ascii_lower(trim_blanks(text.substr(0, colon)));
    const std::string value(trim_blanks(text.substr(colon + 1)));
    if (last_header_ == "set-cookie") response_.cookies.push_back(value);
    const auto [place, is_new] = response_.headers.emplace(last_header_, value);
    if (!is_new) {
        if (last_header_ == "content-length" && place->second != value)
            return refuse("two content lengths that differ");
        if (last_header_ == "location") return refuse("two locations");
        if (last_header_ != "content-length") place->second.append(", ").append(value);
    }
    return true;
}

void Exchange::end_of_headers() {
    in_headers_ = false;
    response_.url = printable(hop_.url.text());
    response_.validators = {response_.header("etag"), response_.header("last-modified")};
    const std::string length = response_.header("content-length");
    std::uint64_t announced = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), announced);
    const bool is_number = error == std::errc{} && end == length.data() + length.size();
    const auto range = parse_content_range(response_.header("content-range"));
    const bool is_whole = response_.status == 206 && range && range->is_whole();
    if (is_whole) whole_bytes_ = range->total;
    // A proxy's word that it has changed the answer (203), and the whole by way of a range, are the answer all the
    // same.
    if (response_.status == 203 || is_whole) response_.status = 200;
    if (!is_wanted(response_.status)) {
        enough_ = !length.empty() && (!is_number || announced > max_discarded_bytes);
        return;
    }

    const bool has_body = request_.method != Method::head && response_.status != 304 && response_.status != 416;
    const std::string encoding = core::ascii_lower(response_.header("transfer-encoding"));
    long version = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_VERSION, &version);
    response_.length_known =
        !length.empty() || encoding.ends_with("chunked") || version == CURL_HTTP_VERSION_2_0 || response_.status == 304;
    if (!length.empty() && encoding.empty()) {
        if (!is_number) {
            refuse(fmt::format("content length '{}' is no number that fits", length.substr(0, 40)));
            return;
        }
        if (has_body && announced > max_bytes_) {
            refuse(fmt::format("{} bytes are announced, more than the {} allowed", announced, max_bytes_));
            return;
        }
    }
    if (has_body && request_.method != Method::post && !take_coding()) return;
    if (request_.on_headers) {
        try {
            request_.on_headers(response_);
        } catch (...) {
            thrown_ = std::current_exception();
        }
    }
}

bool Exchange::take_coding() {
    const std::string said = response_.header("content-encoding");
    const ContentCoding coding = read_content_coding(said);
    if (!coding.unreadable.empty())
        return refuse(
            fmt::format("it is sent in the content coding '{}', which cannot be undone here", coding.unreadable));
    if (!coding.has_other_words) return true;
    if (coding.is_coded)
        return refuse(fmt::format("it is sent in the content coding '{}', of which only a part is one",
                                  core::collapse_space(core::clean_utf8(said.substr(0, 80)))));
    if (hop_.as_sent) {
        response_.headers.erase("content-encoding");
        return true;
    }
    mislabelled_ = enough_ = true;
    return false;
}

bool Exchange::take_body(const char* data, std::size_t size) {
    in_headers_ = false;
    if (response_.status != 200 && response_.status != 206) {
        discarded_ += size;
        enough_ = discarded_ > max_discarded_bytes;
        return !enough_;
    }
    if (!is_wanted(response_.status)) {
        enough_ = true;
        return false;
    }
    if (size > max_bytes_ - response_.body_bytes) return refuse(fmt::format("the body exceeds {} bytes", max_bytes_));
    response_.body_bytes += size;
    if (!request_.sink) {
        response_.body.append(data, size);
        return true;
    }
    delivered_ = true;
    request_.sink({reinterpret_cast<const std::byte*>(data), size});
    return true;
}

curl_socket_t Exchange::open_socket(const curl_sockaddr& address) {
    // With a proxy the address is the proxy's, which the operator chose.
    if (limits_.proxy.empty() && !reach_.allows(address.addr) && !reach_.trusts(hop_.url)) {
        refused_address_ = address_text(address.addr);
        return CURL_SOCKET_BAD;
    }
    return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
}

void Exchange::check_whole() {
    const bool has_body = request_.method != Method::head;
    if (!has_body || read_content_coding(response_.header("content-encoding")).is_coded) return;
    if (response_.body_bytes < whole_bytes_)
        failure_ = Failure{core::ErrorKind::network, ended_early(response_.body_bytes), true};
    response_.length_known = true;
}

void Exchange::finish(CURLcode code) {
    if (thrown_ || failure_) return;
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && enough_)) {
        if (response_.status == 206 && !range_asked_) refuse("answered 206 to a request without a range");
        if (response_.status == 304 && !condition_sent_) refuse("answered 304 to a request without a condition");
        if (whole_bytes_ != 0 && !enough_ && !failure_) check_whole();
        return;
    }
    Failure failure = failure_of(handle_.get(), code, error_, response_.body_bytes);
    if (!refused_address_.empty() && code == CURLE_COULDNT_CONNECT)
        failure = {core::ErrorKind::network, fmt::format("address {} is not public", refused_address_)};
    failure_ = std::move(failure);
}

void Exchange::abandon(std::string reason) {
    if (!thrown_ && !failure_) failure_ = Failure{core::ErrorKind::network, std::move(reason)};
}

Response Exchange::take_response() {
    if (thrown_) std::rethrow_exception(thrown_);
    return std::move(response_);
}

std::size_t Exchange::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& exchange = *static_cast<Exchange*>(self);
    try {
        return exchange.take_header({data, size * count}) ? size * count : 0;
    } catch (...) {
        exchange.thrown_ = std::current_exception();
        return 0;
    }
}

std::size_t Exchange::on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& exchange = *static_cast<Exchange*>(self);
    try {
        return exchange.take_body(data, size * count) ? size * count : 0;
    } catch (...) {
        exchange.thrown_ = std::current_exception();
        return 0;
    }
}

curl_socket_t Exchange::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept {
    auto& exchange = *static_cast<Exchange*>(self);
    try {
        return exchange.open_socket(*address);
    } catch (...) {
        exchange.thrown_ = std::current_exception();
        return CURL_SOCKET_BAD;
    }
}

}  // namespace fetch
