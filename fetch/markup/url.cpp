#include "fetch/markup/url.h"

#include "core/ascii.h"
#include "core/login.h"
#include "core/percent.h"

#include <curl/curl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

namespace fetch {

namespace {

constexpr std::size_t max_url_bytes = 16 * 1024;

using UrlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using CurlString = std::unique_ptr<char, decltype(&curl_free)>;
using Idna = std::unique_ptr<UIDNA, decltype(&uidna_close)>;

/// Without what browsers take off a reference: C0 controls and spaces at both ends, tabs and line ends anywhere.
std::string strip(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (c != '\t' && c != '\n' && c != '\r') result += c;
    }
    return result;
}

/// Percent-encodes what may not stand in a URL as it is; what is encoded already stays.
std::string encode(std::string_view text, std::string_view forbidden) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f || forbidden.find(c) != std::string_view::npos) {
            core::append_percent(result, c);
        } else {
            result += c;
        }
    }
    return result;
}

bool is_dot(std::string_view segment) {
    return segment == "." || core::ascii_lower(segment) == "%2e";
}

bool is_double_dot(std::string_view segment) {
    if (segment == "..") return true;
    const std::string lower = core::ascii_lower(segment);
    return lower == ".%2e" || lower == "%2e." || lower == "%2e%2e";
}

/// RFC 3986 section 5.2.4, with dots that are percent-encoded taken as browsers take them.
std::string remove_dot_segments(std::string_view path) {
    std::vector<std::string_view> kept;
    bool open = false;  // the path ends in a slash
    std::size_t position = 0;
    while (position < path.size()) {
        const std::size_t start = position + 1;
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view segment = path.substr(start, end - start);
        open = false;
        if (is_double_dot(segment)) {
            if (!kept.empty()) kept.pop_back();
            open = true;
        } else if (is_dot(segment)) {
            open = true;
        } else {
            kept.push_back(segment);
        }
        position = end;
    }
    std::string result;
    for (const std::string_view segment : kept) result.append("/").append(segment);
    if (open || result.empty()) result += '/';
    return result;
}

std::string to_ascii(const std::string& host) {
    UErrorCode status = U_ZERO_ERROR;
    const Idna idna(uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &status), &uidna_close);
    if (U_FAILURE(status)) return {};
    std::array<char, 512> buffer{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const int32_t length = uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<int32_t>(host.size()),
                                                  buffer.data(), static_cast<int32_t>(buffer.size()), &info, &status);
    if (U_FAILURE(status) || info.errors != 0 || length <= 0 || static_cast<std::size_t>(length) >= buffer.size()) {
        return {};
    }
    return {buffer.data(), static_cast<std::size_t>(length)};
}

/// The host as it is compared and resolved: names by IDNA, addresses in their one usual spelling. Empty: not a host.
std::string normalize_host(std::string_view written) {
    if (written.size() > 1024) return {};
    std::string host(written);
    if (host.empty()) return {};
    if (host.front() != '[') {
        host = core::percent_decode(host);
        const bool ascii =
            std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (!ascii) host = to_ascii(host);
        if (host.empty() || host.front() == '[') return {};
    } else if (host.find('%') != std::string::npos) {
        return {};  // a zone names an interface of this machine
    }
    // libcurl knows 127.1 and 0x7f000001, and must not see another address than we do.
    const UrlHandle handle(curl_url(), &curl_url_cleanup);
    if (handle == nullptr) return {};
    for (const char c : host) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f ||
            std::string_view("/?#@\\%").find(c) != std::string_view::npos) {
            return {};
        }
        if (host.front() != '[' && c == ':') return {};
    }
    if (curl_url_set(handle.get(), CURLUPART_URL, ("http://" + host + "/").c_str(), 0) != CURLUE_OK) return {};
    char* text = nullptr;
    const CURLUcode code = curl_url_get(handle.get(), CURLUPART_HOST, &text, 0);
    const CurlString owned(text, &curl_free);
    if (code != CURLUE_OK || owned == nullptr) return {};
    return core::ascii_lower(owned.get());
}

bool read_authority(std::string_view authority, Url& url) {
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view user_info = authority.substr(0, at);
        const std::size_t colon = user_info.find(':');
        constexpr std::string_view forbidden = "\"#/:;<=>?@[\\]^`{|}";
        url.user = encode(user_info.substr(0, colon), forbidden);
        if (colon != std::string_view::npos) url.password = encode(user_info.substr(colon + 1), forbidden);
        authority.remove_prefix(at + 1);
    }
    std::string_view port;
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
    }
    url.port = url.scheme == "https" ? 443 : 80;
    if (!port.empty()) {
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
        if (error != std::errc{} || end != port.data() + port.size() || url.port < 1 || url.port > 65535) return false;
    }
    url.host = normalize_host(authority);
    return !url.host.empty();
}

/// Splits what follows the authority into path and query; the fragment is dropped.
void read_target(std::string_view rest, Url& url) {
    rest = rest.substr(0, rest.find('#'));
    const std::size_t question = rest.find('?');
    url.path = encode(rest.substr(0, question), "\"<>`{}|^");
    url.has_query = question != std::string_view::npos;
    url.query = url.has_query ? encode(rest.substr(question + 1), "\"<>'") : std::string();
}

std::optional<Url> read_absolute(std::string_view scheme, std::string_view rest) {
    Url url;
    url.scheme = scheme;
    while (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    if (!read_authority(rest.substr(0, end), url)) return std::nullopt;
    read_target(rest.substr(end), url);
    url.path = remove_dot_segments(url.path);
    return url;
}

Url merge(const Url& base, std::string_view reference) {
    Url url = base;
    url.user.clear();
    url.password.clear();
    Url relative;
    read_target(reference, relative);
    if (relative.path.empty()) {
        if (!relative.has_query) return url;
    } else if (relative.path.front() == '/') {
        url.path = remove_dot_segments(relative.path);
    } else {
        url.path = remove_dot_segments(base.path.substr(0, base.path.rfind('/') + 1) + relative.path);
    }
    url.query = relative.query;
    url.has_query = relative.has_query;
    return url;
}

std::optional<Url> resolve_parts(const std::optional<Url>& base, std::string_view written) {
    if (written.size() > max_url_bytes) return std::nullopt;
    std::string reference = strip(written);
    for (char& c : reference) {
        if (c == '?' || c == '#') break;
        if (c == '\\') c = '/';
    }
    std::string_view rest = reference;

    std::size_t length = 0;
    while (length < rest.size() && (core::is_ascii_letter(rest[length]) ||
                                    (length > 0 && (core::is_ascii_digit(rest[length]) || rest[length] == '+' ||
                                                    rest[length] == '-' || rest[length] == '.')))) {
        ++length;
    }
    if (length > 0 && length < rest.size() && rest[length] == ':') {
        const std::string scheme = core::ascii_lower(rest.substr(0, length));
        if (scheme != "http" && scheme != "https") return std::nullopt;
        rest.remove_prefix(length + 1);
        const bool relative = base && base->scheme == scheme && !rest.starts_with("//");
        if (!relative) return read_absolute(scheme, rest);
    }
    if (!base) return std::nullopt;
    if (rest.starts_with("//")) return read_absolute(base->scheme, rest);
    return merge(*base, rest);
}

int default_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

}  // namespace

bool Url::has_usual_port() const {
    return port == default_port(scheme);
}

std::string Url::origin() const {
    std::string result = scheme + "://" + host;
    if (!has_usual_port()) result += ':' + std::to_string(port);
    return result;
}

std::string Url::target() const {
    return has_query ? path + '?' + query : path;
}

std::string Url::text() const {
    std::string result = origin();
    if (!user.empty() || !password.empty()) {
        result.insert(scheme.size() + 3, user + (password.empty() ? "" : ":" + password) + '@');
    }
    return result + target();
}

std::optional<Url> parse_url(std::string_view url) {
    return resolve_parts(std::nullopt, url);
}

std::optional<std::string> resolve(std::string_view base, std::string_view reference) {
    auto url = resolve_parts(parse_url(base), reference);
    if (!url) return std::nullopt;
    url->user.clear();
    url->password.clear();
    return url->text();
}

std::optional<std::string> resolve_with_login(std::string_view base, std::string_view reference) {
    const auto url = resolve_parts(parse_url(base), reference);
    if (!url) return std::nullopt;
    return url->text();
}

std::optional<std::string> normalize(std::string_view url) {
    const auto parts = parse_url(url);
    if (!parts) return std::nullopt;
    return parts->text();
}

bool is_home_page(std::string_view url) {
    const auto parts = parse_url(url);
    return parts && parts->path == "/" && !parts->has_query;
}

std::string host_of(std::string_view url) {
    const auto parts = parse_url(url);
    return parts ? parts->host : std::string();
}

std::string printable(std::string_view url) {
    auto parts = parse_url(url);
    if (!parts) return core::without_logins(strip(url.substr(0, 200)));
    parts->user.clear();
    parts->password.clear();
    return parts->text();
}

}  // namespace fetch
