#include "fetch/web/http.h"

#include "core/error.h"
#include "core/time.h"
#include "fetch/markup/url.h"
#include "fetch/web/address.h"
#include "fetch/web/cookies.h"
#include "fetch/web/driver.h"
#include "fetch/web/exchange.h"
#include "fetch/web/own_headers.h"
#include "fetch/web/retry.h"
#include "fetch/web/robots.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

namespace fetch {

using core::Error;
using core::ErrorKind;

namespace {

constexpr int max_redirects = 5;
constexpr std::string_view robots_agent = "newscast";
constexpr std::size_t max_robots_bytes = 500 * 1024;

/// The failure of one try, and whether another one makes sense.
struct Failed {
    Error error;
    bool passing = false;
    int status = 0;  ///< the answer's, where there was one
};

/// What a host's robots.txt says, or why that cannot be known.
struct RobotsAnswer {
    Robots robots;
    std::optional<Error> error;
};

/// Thrown by a sink that has enough.
struct Enough {};

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whether the answer is about the file, and stays: not about us or the moment.
bool is_final(int status) {
    return status >= 400 && status != 401 && status != 407 && status != 451 && !is_passing_status(status);
}

/// Whether that is an answer for who takes any. A server's refusal of HEAD is one of HEAD, whatever it looks like; what
/// it thinks of the file, GET tells.
bool is_answer(Method method, int status) {
    constexpr int proxy_refuses = 407;
    constexpr int too_many = 429;
    if (method == Method::head) return status >= 400 && status != proxy_refuses && status != too_many;
    return is_final(status);
}

/// Whether a server that answers so may mean the range that was asked for, and not the file, us, or the moment.
bool may_refuse_ranges(int status) {
    if (status < 400 || status == 401 || status == 404 || status == 410 || status == 416 || status == 451) return false;
    return status == 500 || !is_passing_status(status);
}

bool has_login(const Url& url) {
    return !url.user.empty() || !url.password.empty();
}

/// Who we are where, by origin.
class Logins {
public:
    explicit Logins(const std::vector<core::Login>& given) {
        for (const core::Login& login : given) {
            auto url = parse_url(login.site);
            if (!url) continue;
            url->user = login.user;
            url->password = login.password;
            keep(*url);
        }
    }

    /// What is known of an origin stays.
    void keep(const Url& url) {
        const std::lock_guard lock(mutex_);
        known_.try_emplace(url.origin(), url.user, url.password);
    }
    void add_to(Url& url) const {
        const std::lock_guard lock(mutex_);
        const auto login = known_.find(url.origin());
        if (has_login(url) || login == known_.end()) return;
        url.user = login->second.first;
        url.password = login->second.second;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::pair<std::string, std::string>> known_;
};

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

struct Http::Impl {
    explicit Impl(core::Limits given)
        : limits(started(std::move(given))),
          reach(limits),
          logins(limits.logins),
          own_headers(limits.headers),
          driver(limits) {}

    std::variant<Response, Failed> try_once(const Request& request, const Url& asked, bool& delivered);
    std::variant<Response, Failed> get(const Request& request, const Url& asked);
    /// What goes to a hop beside the request's own headers.
    HeaderLines headers_for(const Request& request, const Url& asked, const Url& url, const Cookies& chain);
    RobotsAnswer fetch_robots(const Url& site);
    RobotsAnswer robots_of(const Url& url);
    /// Why robots.txt keeps us from the URL: it forbids it, which lasts, or cannot be read.
    struct Refusal {
        std::string reason;
        bool lasting = false;
        bool offline = false;
    };
    std::optional<Refusal> robots_refuse(const Url& url);

    const core::Limits limits;
    const Reach reach;
    Logins logins;
    const OwnHeaders own_headers;
    std::mutex cookies_mutex;
    Cookies cookies;  ///< that redirects have set
    std::atomic<bool> answered = false;
    std::mutex robots_mutex;
    std::map<std::string, std::shared_future<RobotsAnswer>> robots;  ///< by origin
    Driver driver;
};

HeaderLines Http::Impl::headers_for(const Request& request, const Url& asked, const Url& url, const Cookies& chain) {
    const bool is_bared = asked.scheme == "https" && url.scheme == "http";
    HeaderLines lines = is_bared ? HeaderLines() : own_headers.of(url);
    const auto page = parse_url(request.referer);
    const bool may_know = page && (page->scheme == "http" || url.scheme == "https");
    if (may_know && find_header(lines, "Referer") == nullptr) lines.emplace_back("Referer", printable(page->text()));
    Cookies known;
    {
        const std::lock_guard lock(cookies_mutex);
        known = cookies.of(url);
    }
    known.take_all(chain.of(url));
    const std::string set = known.header(url, core::now());
    std::string* own = find_header(lines, "Cookie");
    if (own != nullptr && !set.empty()) own->append("; ").append(set);
    if (own == nullptr && !set.empty()) lines.emplace_back("Cookie", set);
    return lines;
}

/// One chain of redirects from its beginning to a final answer.
std::variant<Response, Failed> Http::Impl::try_once(const Request& request, const Url& asked, bool& delivered) {
    Url url = asked;
    Cookies chain;  // its own cookies, so that those of other chains that run beside it do not mix in
    int status = 0;
    int redirects = 0;
    bool without_range = false;
    for (;;) {
        const auto failed = [&](ErrorKind kind, std::string_view reason, bool passing) {
            return Failed{Error(kind, fmt::format("{}: {}", subject(asked, url), reason)), passing, status};
        };
        if (const auto reason = reach.refuses(url)) return failed(ErrorKind::network, *reason, false);
        if (request.obey_robots) {
            if (const auto refusal = robots_refuse(url)) {
                Failed refused = failed(ErrorKind::network, refusal->reason, false);
                if (refusal->lasting) refused.error.set_refusal();
                if (refusal->offline) refused.error.set_offline();
                return refused;
            }
        }

        logins.add_to(url);
        const Hop hop{url, url.origin() == asked.origin(), headers_for(request, asked, url, chain), without_range};
        std::optional<Exchange> exchange(std::in_place, request, hop, limits, reach);
        driver.run(*exchange);
        if (exchange->is_mislabelled()) {
            Hop as_sent = hop;
            as_sent.as_sent = true;
            exchange.emplace(request, as_sent, limits, reach);
            driver.run(*exchange);
        }
        delivered = delivered || exchange->delivered();
        Response response = exchange->take_response();
        if (response.status != 0) answered = true;
        if (const auto& failure = exchange->failure()) {
            Failed result = failed(failure->kind, failure->reason, failure->passing);
            if (failure->offline) result.error.set_offline();
            return result;
        }

        status = response.status;
        if (exchange->asks_for_range() && request.first_bytes == 0 && may_refuse_ranges(status)) {
            without_range = true;
            continue;
        }
        if (is_redirect(status)) {
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
            for (const std::string& cookie : response.cookies) chain.take(url, cookie, core::now());
            {
                const std::lock_guard lock(cookies_mutex);
                cookies.take_all(chain);
            }
            url = std::move(target);
            ++redirects;
            continue;
        }
        const bool taken = request.method == Method::post && status >= 200 && status < 300;
        if (taken || response.status == 200 || response.status == 206 || response.status == 304 ||
            (response.status == 416 && exchange->asks_for_range()) ||
            (request.any_answer && is_answer(request.method, status))) {
            return response;
        }
        const bool gone = response.status == 404 || response.status == 410;
        const char* hint = response.status != 401 ? ""
                           : has_login(url)       ? ", the user or the password is wrong"
                                                  : ", it asks for a user and a password ([fetch] logins)";
        Failed failure =
            failed(gone ? ErrorKind::gone : ErrorKind::network, fmt::format("HTTP status {}{}", response.status, hint),
                   is_passing_status(response.status));
        const auto asked_pause = parse_retry_after(response.header("retry-after"), core::now());
        if (status == 401 || status == 403 || status == 451) failure.error.set_refusal();
        if (failure.passing && asked_pause) failure.error.set_retry_after(*asked_pause);
        return failure;
    }
}

/// With repetitions.
std::variant<Response, Failed> Http::Impl::get(const Request& request, const Url& asked) {
    for (std::size_t attempt = 1;; ++attempt) {
        bool delivered = false;
        auto result = try_once(request, asked, delivered);
        const Failed* failed = std::get_if<Failed>(&result);
        if (failed == nullptr) return result;
        const auto asked_pause = failed->error.retry_after().value_or(std::chrono::seconds(0));
        if (!failed->passing || delivered || attempt > limits.retries || asked_pause > limits.max_retry_after)
            return result;
        const auto pause = std::max<std::chrono::milliseconds>(back_off(limits, attempt), asked_pause);
        if (!driver.pause(pause)) {
            return Failed{Error(ErrorKind::network, fmt::format("{}: interrupted", subject(asked, asked)))};
        }
    }
}

RobotsAnswer Http::Impl::fetch_robots(const Url& site) {
    std::string text;
    Request request;
    request.url = site.origin() + "/robots.txt";
    request.max_bytes = UINT64_MAX;
    request.sink = [&text](std::span<const std::byte> bytes) {
        text.append(reinterpret_cast<const char*>(bytes.data()),
                    std::min(bytes.size(), max_robots_bytes - text.size()));
        if (text.size() == max_robots_bytes) throw Enough();
    };
    try {
        Url asked = site;
        asked.path = "/robots.txt";
        asked.query.clear();
        asked.has_query = false;
        const auto result = get(request, asked);
        if (const Failed* failed = std::get_if<Failed>(&result)) {
            const bool unavailable = failed->status >= 300 && failed->status < 500 && failed->status != 429;
            return {{}, unavailable ? std::nullopt : std::optional(failed->error)};
        }
    } catch (const Enough&) {
        // The beginning is what counts.
    }
    return {Robots::parse(text, robots_agent), std::nullopt};
}

RobotsAnswer Http::Impl::robots_of(const Url& url) {
    std::promise<RobotsAnswer> promise;
    std::unique_lock lock(robots_mutex);
    const auto [place, is_new] = robots.try_emplace(url.origin());
    if (!is_new) {
        const std::shared_future<RobotsAnswer> known = place->second;
        lock.unlock();
        return known.get();
    }
    place->second = promise.get_future().share();
    lock.unlock();
    try {
        RobotsAnswer answer = fetch_robots(url);
        promise.set_value(answer);
        return answer;
    } catch (...) {
        promise.set_exception(std::current_exception());
        throw;
    }
}

std::optional<Http::Impl::Refusal> Http::Impl::robots_refuse(const Url& url) {
    const RobotsAnswer answer = robots_of(url);
    if (answer.error)
        return Refusal{fmt::format("its robots.txt must be read first: {}", answer.error->what()), false,
                       answer.error->is_offline()};
    if (const auto delay = answer.robots.crawl_delay()) {
        driver.slow_down(url.host, std::min<std::chrono::milliseconds>(*delay, limits.max_retry_after));
    }
    if (!answer.robots.allows(url.target())) return Refusal{"robots.txt forbids it", true};
    return std::nullopt;
}

Http::Http(core::Limits limits) : impl_(std::make_unique<Impl>(std::move(limits))) {}

Http::~Http() = default;

Response Http::get(const Request& request) {
    const auto url = parse_url(request.url);
    if (!url)
        throw Error(ErrorKind::network, fmt::format("cannot fetch '{}': not a web address", printable(request.url)));
    auto result = impl_->get(request, *url);
    if (const Failed* failed = std::get_if<Failed>(&result)) throw failed->error;
    return std::get<Response>(std::move(result));
}

std::vector<std::string> Http::sitemaps(const std::string& url) {
    const auto host = parse_url(url);
    if (!host) return {};
    const RobotsAnswer answer = impl_->robots_of(*host);
    if (answer.error) throw *answer.error;
    return answer.robots.sitemaps();
}

std::string Http::keep_login(const std::string& url) {
    auto parts = parse_url(url);
    if (!parts || !has_login(*parts)) return url;
    impl_->logins.keep(*parts);
    return printable(url);
}

bool Http::was_answered() const {
    return impl_->answered;
}

void Http::cancel() {
    impl_->driver.cancel();
}

bool Http::pause(std::chrono::milliseconds duration) {
    return impl_->driver.pause(duration);
}

const core::Limits& Http::limits() const {
    return impl_->limits;
}

}  // namespace fetch
