#include "fetch/markup/url_identity.h"

#include "core/ascii.h"
#include "core/percent.h"
#include "fetch/markup/url.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fetch {

namespace {

bool is_tracking(std::string_view parameter) {
    constexpr std::array<std::string_view, 29> names = {
        "fbclid",    "gclid",  "gclsrc",  "dclid",     "gbraid",       "wbraid",     "msclkid",  "yclid",
        "twclid",    "ttclid", "igshid",  "igsh",      "mc_cid",       "mc_eid",     "mkt_tok",  "vero_id",
        "_ga",       "_gl",    "_hsenc",  "_hsmi",     "oly_anon_id",  "oly_enc_id", "wickedid", "zarsrc",
        "li_fat_id", "s_cid",  "ref_src", "fb_source", "fb_action_ids"};
    const std::string name = core::ascii_lower(core::percent_decode(parameter.substr(0, parameter.find('='))));
    return name.starts_with("utm_") || std::find(names.begin(), names.end(), name) != names.end();
}

/// RFC 3986 section 6.2.2: percent-encoded unreserved characters decoded, the hexadecimal digits of others in upper
/// case.
std::string fold_encoding(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> byte = core::percent_at(text, i);
        if (byte && !core::is_unreserved(*byte)) {
            core::append_percent(result, *byte);
        } else {
            result += byte.value_or(text[i]);
        }
        if (byte) i += 2;
    }
    return result;
}

/// identity_of() without the parameters of which `is_dropped` is true.
template <typename Condition>
std::string identity_without(std::string_view url, Condition is_dropped) {
    auto parts = parse_url(url);
    if (!parts) return std::string(core::ascii_trim(url));
    const bool usual_port = parts->port == (parts->scheme == "https" ? 443 : 80);
    parts->scheme = "https";
    if (usual_port) parts->port = 443;
    parts->user.clear();
    parts->password.clear();
    if (parts->host.ends_with('.')) parts->host.pop_back();
    if (parts->host.starts_with("www.") && parts->host.find('.', 4) != std::string::npos) parts->host.erase(0, 4);
    parts->path = fold_encoding(parts->path);
    while (parts->path.size() > 1 && parts->path.back() == '/') parts->path.pop_back();

    std::string kept;
    std::string_view rest = parts->query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view parameter = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (parameter.empty() || is_dropped(parameter)) continue;
        if (!kept.empty()) kept += '&';
        kept += fold_encoding(parameter);
    }
    parts->query = kept;
    parts->has_query = !kept.empty();
    return parts->text();
}

/// Of CloudFront, S3, Google, Azure, Akamai, nginx's secure_link and their like.
bool is_signature(std::string_view parameter) {
    constexpr std::array<std::string_view, 34> names = {
        "expires",        "expire",   "expiry",      "exp",     "signature", "sig",  "sign",  "signed",
        "policy",         "token",    "key-pair-id", "validto", "md5",       "hmac", "nonce", "googleaccessid",
        "hdnea",          "hdnts",    "hdntl",       "verify",  "sv",        "se",   "sp",    "sr",
        "skoid",          "sktid",    "skt",         "ske",     "sks",       "skv",  "auth",  "wstime",
        "awsaccesskeyid", "timestamp"};
    const std::string name = core::ascii_lower(core::percent_decode(parameter.substr(0, parameter.find('='))));
    return name.starts_with("x-amz-") || name.starts_with("x-goog-") ||
           std::find(names.begin(), names.end(), name) != names.end();
}

/// The last piece of a URL that can name one article among many: some words joined by hyphens, or a number that is no
/// date. Empty: there is none.
std::string naming_piece(const Url& url) {
    const std::string text = core::ascii_lower(url.path + "?" + url.query);
    std::string last;
    std::string piece;
    const auto weigh = [&] {
        const std::size_t digits = piece.find_first_not_of("0123456789");
        const bool is_year = piece.size() == 4 && (piece.starts_with("19") || piece.starts_with("20"));
        const bool is_day = piece.size() == 8 && (piece.starts_with("19") || piece.starts_with("20"));
        const bool is_number = digits == std::string::npos && piece.size() >= 4 && !is_year && !is_day;
        const bool is_words = std::ranges::count_if(piece, [](char c) { return c == '-' || c == '_'; }) >= 2;
        if (is_number || is_words) last = piece;
        piece.clear();
    };
    for (const char c : text) {
        if (c == '/' || c == '?' || c == '&' || c == '=' || c == '.' || c == ';')
            weigh();
        else
            piece += c;
    }
    weigh();
    for (const std::string_view ending : {"-amp", "_amp", "-print"})
        if (last.ends_with(ending)) last.resize(last.size() - ending.size());
    return last;
}

}  // namespace

std::string identity_of(std::string_view url) {
    return identity_without(url, is_tracking);
}

std::string unsigned_identity_of(std::string_view url) {
    return identity_without(url, [](std::string_view one) { return is_tracking(one) || is_signature(one); });
}

bool is_own_address(std::string_view canonical, std::string_view page) {
    if (identity_of(canonical) == identity_of(page)) return true;
    const auto named = parse_url(canonical);
    const auto asked = parse_url(page);
    if (!named || !asked) return false;
    const std::string piece = naming_piece(*named);
    return !piece.empty() && core::ascii_lower(asked->target()).find(piece) != std::string::npos;
}

}  // namespace fetch
