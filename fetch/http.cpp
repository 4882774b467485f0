#include "fetch/http.h"

#include "core/error.h"
#include "core/time.h"
#include "fetch/address.h"
#include "fetch/driver.h"
#include "fetch/exchange.h"
#include "fetch/retry.h"
#include "fetch/url.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace fetch {

using core::Error;
using core::ErrorKind;

namespace {

constexpr int max_redirects = 5;

/// The failure of one try, and whether another one makes sense.
struct Failed {
    Error error;
    bool passing = false;
};

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

core::Limits started(core::Limits limits) {
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (once != CURLE_OK) throw Error(ErrorKind::network, "cannot start the network library");
    return limits;
}

std::string subject(const Url& asked, const Url& reached) {
    const std::string first = printable(asked.text());
    const std::string last = printable(reached.text());
    return first == last ? fmt::format("cannot fetch '{}'", first)
                         : fmt::format("cannot fetch '{}' (redirected to '{}')", first, last);
}

}  // namespace

std::string Response::header(std::string_view lower_case_name) const {
    const auto found = headers.find(std::string(lower_case_name));
    return found == headers.end() ? std::string() : found->second;
}

std::string Response::content_type() const {
    std::string type = header("content-type");
    type.resize(std::min(type.find_first_of(";,"), type.size()));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return type;
}

struct Http::Impl {
    explicit Impl(core::Limits given) : limits(started(std::move(given))), reach(limits), driver(limits) {}

    std::variant<Response, Failed> try_once(const Request& request, const Url& asked, bool& delivered);

    const core::Limits limits;
    const Reach reach;
    Driver driver;
};

/// One chain of redirects from its beginning to a final answer.
std::variant<Response, Failed> Http::Impl::try_once(const Request& request, const Url& asked, bool& delivered) {
    Url url = asked;
    for (int redirects = 0;; ++redirects) {
        const auto failed = [&](ErrorKind kind, std::string_view reason, bool passing) {
            return Failed{Error(kind, fmt::format("{}: {}", subject(asked, url), reason)), passing};
        };
        if (const auto reason = reach.refuses(url)) return failed(ErrorKind::network, *reason, false);

        Exchange exchange(request, url, limits, reach, url.origin() == asked.origin());
        driver.run(exchange);
        delivered = delivered || exchange.delivered();
        Response response = exchange.take_response();
        if (const auto& failure = exchange.failure()) return failed(failure->kind, failure->reason, failure->passing);

        if (is_redirect(response.status)) {
            const std::string location = response.header("location");
            const auto next = resolve(url.text(), location);
            if (location.empty()) return failed(ErrorKind::network, "a redirect that does not say where", false);
            if (!next) {
                return failed(ErrorKind::network, fmt::format("a redirect to '{}' is refused", location.substr(0, 200)),
                              false);
            }
            if (redirects == max_redirects) {
                return failed(ErrorKind::network, fmt::format("more than {} redirects", max_redirects), false);
            }
            Url target = *parse_url(*next);
            target.user = target.origin() == asked.origin() ? asked.user : std::string();
            target.password = target.origin() == asked.origin() ? asked.password : std::string();
            url = std::move(target);
            continue;
        }
        if (response.status == 200 || response.status == 206 || response.status == 304 ||
            (response.status == 416 && request.range_from > 0)) {
            return response;
        }
        const bool gone = response.status == 404 || response.status == 410;
        Failed failure = failed(gone ? ErrorKind::gone : ErrorKind::network,
                                fmt::format("HTTP status {}", response.status), is_passing_status(response.status));
        const auto asked_pause = parse_retry_after(response.header("retry-after"), core::now());
        if (failure.passing && asked_pause) failure.error.set_retry_after(*asked_pause);
        return failure;
    }
}

Http::Http(core::Limits limits) : impl_(std::make_unique<Impl>(std::move(limits))) {}

Http::~Http() = default;

Response Http::get(const Request& request) {
    const auto url = parse_url(request.url);
    if (!url)
        throw Error(ErrorKind::network, fmt::format("cannot fetch '{}': not a web address", printable(request.url)));
    for (std::size_t attempt = 1;; ++attempt) {
        bool delivered = false;
        auto result = impl_->try_once(request, *url, delivered);
        if (auto* response = std::get_if<Response>(&result)) return std::move(*response);

        const Failed& failed = std::get<Failed>(result);
        const auto asked_pause = failed.error.retry_after().value_or(std::chrono::seconds(0));
        if (!failed.passing || delivered || attempt > impl_->limits.retries ||
            asked_pause > impl_->limits.max_retry_after) {
            throw failed.error;
        }
        const auto pause = std::max<std::chrono::milliseconds>(back_off(impl_->limits, attempt), asked_pause);
        if (!impl_->driver.pause(pause)) {
            throw Error(ErrorKind::network, fmt::format("{}: interrupted", subject(*url, *url)));
        }
    }
}

void Http::cancel() {
    impl_->driver.cancel();
}

bool Http::pause(std::chrono::milliseconds duration) { return impl_->driver.pause(duration); }

const core::Limits& Http::limits() const {
    return impl_->limits;
}

}  // namespace fetch
