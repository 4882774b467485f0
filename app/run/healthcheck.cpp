#include "app/run/healthcheck.h"

#include "core/error.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"

#include <fmt/core.h>

#include <chrono>
#include <cstddef>

namespace app {

namespace {

/// The URL with something behind its path; a query stays behind that.
std::string below(const std::string& url, const std::string& name) {
    const std::size_t query = std::min(url.find_first_of("?#"), url.size());
    std::string path = url.substr(0, query);
    if (path.ends_with('/')) path.pop_back();
    return path + name + url.substr(query);
}

std::string without(std::string text, const std::string& secret, const std::string& shown) {
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + shown.size()))
        text.replace(at, secret.size(), shown);
    return text;
}

}  // namespace

std::string ping(const std::string& url, Ping which, const std::string& text, core::Limits limits) {
    constexpr std::chrono::milliseconds patience{4'000};
    limits.connect_timeout = std::min(limits.connect_timeout, patience);
    limits.total_timeout = std::min(limits.total_timeout, patience);
    limits.retries = 1;
    limits.retry_delay = std::chrono::milliseconds(200);
    limits.max_retry_after = std::chrono::seconds(0);
    const std::string asked = which == Ping::start     ? below(url, "/start")
                              : which == Ping::failure ? below(url, "/fail")
                                                       : url;
    try {
        fetch::Http http(limits);
        fetch::Request request;
        request.url = asked;
        request.method = fetch::Method::post;
        request.form = text;
        request.form_type = "text/plain; charset=utf-8";
        http.get(request);
        return {};
    } catch (...) {
        const core::Error error = core::current_error();
        const std::string host = fetch::host_of(url);
        return fmt::format("healthcheck_url at {} was not told: {}", host,
                           without(without(error.what(), asked, host), url, host));
    }
}

}  // namespace app
