#include "fetch/web/cookies.h"

#include "core/ascii.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fetch {

namespace {

std::string_view trim(std::string_view text) {
    return core::ascii_trim(text, " \t");
}

/// Takes the next piece up to the mark off the text.
std::string_view next_piece(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trim(piece);
}

/// RFC 6265 section 5.1.4: the folder of the path.
std::string default_path(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string_view::npos ? "/" : std::string(path.substr(0, slash));
}

bool path_matches(std::string_view path, std::string_view folder) {
    if (!path.starts_with(folder)) return false;
    return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

/// Whether a host's server may set a cookie for that domain: its own or one above it.
bool domain_matches(std::string_view host, std::string domain) {
    if (domain.starts_with('.')) domain.erase(0, 1);
    domain = core::ascii_lower(domain);
    if (domain.empty() || host == domain) return true;
    return host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

}  // namespace

void Cookies::take(const Url& url, std::string_view set_cookie, core::Instant now) {
    if (set_cookie.size() > max_bytes) return;
    const bool printable = std::ranges::all_of(set_cookie, [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) != 0x7f;
    });
    std::string_view rest = set_cookie;
    std::string_view pair = next_piece(rest, ';');
    const std::size_t equals = pair.find('=');
    if (!printable || equals == std::string_view::npos) return;
    Cookie cookie;
    cookie.name = trim(pair.substr(0, equals));
    cookie.value = trim(pair.substr(equals + 1));
    cookie.path = default_path(url.path);
    bool has_age = false;
    while (!rest.empty()) {
        std::string_view value = next_piece(rest, ';');
        const std::string name = core::ascii_lower(next_piece(value, '='));
        value = trim(value);
        if (name == "secure") cookie.secure = true;
        if (name == "path" && value.starts_with('/')) cookie.path = value;
        if (name == "domain" && !domain_matches(url.host, std::string(value))) return;
        if (name == "max-age") {
            long long seconds = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
            if (error == std::errc::invalid_argument) continue;
            constexpr long long long_enough = 366LL * 24 * 3600;
            cookie.expires = now + std::chrono::seconds(std::clamp(seconds, -long_enough, long_enough));
            if (error != std::errc{} && value.front() != '-') cookie.expires.reset();
            has_age = true;
        }
        if (name == "expires" && !has_age) {
            const time_t date = curl_getdate(std::string(value).c_str(), nullptr);
            if (date != -1) cookie.expires = core::Instant(std::chrono::seconds(date));
        }
    }
    if (cookie.name.empty() || (cookie.secure && url.scheme != "https")) return;
    // One that has expired is kept too: it stands for what it takes away.
    put(url.host, std::move(cookie));
}

void Cookies::put(const std::string& host, Cookie cookie) {
    if (hosts_.size() >= max_hosts && !hosts_.contains(host)) return;
    std::vector<Cookie>& all = hosts_[host];
    std::erase_if(all, [&](const Cookie& one) { return one.name == cookie.name && one.path == cookie.path; });
    if (all.size() >= max_per_host) all.erase(all.begin());
    all.push_back(std::move(cookie));
}

void Cookies::take_all(const Cookies& other) {
    for (const auto& [host, all] : other.hosts_)
        for (const Cookie& cookie : all) put(host, cookie);
}

Cookies Cookies::of(const Url& url) const {
    Cookies own;
    if (const auto found = hosts_.find(url.host); found != hosts_.end()) own.hosts_.insert(*found);
    return own;
}

std::string Cookies::header(const Url& url, core::Instant now) const {
    const auto found = hosts_.find(url.host);
    if (found == hosts_.end()) return {};
    std::string line;
    for (const Cookie& cookie : found->second) {
        const bool is_due = !cookie.expires || *cookie.expires > now;
        if (!is_due || (cookie.secure && url.scheme != "https") || !path_matches(url.path, cookie.path)) continue;
        line += (line.empty() ? "" : "; ") + cookie.name + "=" + cookie.value;
    }
    return line;
}

}  // namespace fetch
