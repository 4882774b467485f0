#include "fetch/markup/url_identity.h"

#include "core/ascii.h"
#include "core/percent.h"
#include "core/text.h"
#include "fetch/markup/url.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

namespace fetch {

namespace {

std::string name_of(std::string_view parameter) {
    return core::ascii_lower(core::percent_decode(parameter.substr(0, parameter.find('='))));
}

bool is_tracking(std::string_view parameter) {
    constexpr std::array<std::string_view, 35> names = {
        "jsessionid", "phpsessid", "aspsessionid", "sid",    "session_id", "sessionid",   "fbclid",
        "gclid",      "gclsrc",    "dclid",        "gbraid", "wbraid",     "msclkid",     "yclid",
        "twclid",     "ttclid",    "igshid",       "igsh",   "mc_cid",     "mc_eid",      "mkt_tok",
        "vero_id",    "_ga",       "_gl",          "_hsenc", "_hsmi",      "oly_anon_id", "oly_enc_id",
        "wickedid",   "zarsrc",    "li_fat_id",    "s_cid",  "ref_src",    "fb_source",   "fb_action_ids"};
    const std::string name = name_of(parameter);
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

/// What fold_encoding() gives, its characters composed; what is no UTF-8 stays.
std::string compose_encoded(std::string_view text) {
    std::string plain;
    bool has_marks = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> byte = core::percent_at(text, i);
        const bool is_high = byte && static_cast<unsigned char>(*byte) >= 0x80;
        plain += is_high ? *byte : text[i];
        has_marks = has_marks || is_high;
        if (is_high) i += 2;
    }
    if (!has_marks || core::is_composed(plain) || core::valid_utf8(plain) != plain) return std::string(text);
    std::string result;
    for (const char c : core::composed(plain)) {
        if (static_cast<unsigned char>(c) >= 0x80)
            core::append_percent(result, c);
        else
            result += c;
    }
    return result;
}

/// identity_of() without the parameters of which `is_dropped` is true.
template <typename Condition>
std::string identity_without(std::string_view url, Condition is_dropped, bool is_composed = true) {
    const auto folded = [is_composed](std::string_view text) {
        return is_composed ? compose_encoded(fold_encoding(text)) : fold_encoding(text);
    };
    auto parts = parse_url(url);
    if (!parts) return std::string(core::ascii_trim(url));
    const bool usual_port = parts->has_usual_port();
    parts->scheme = "https";
    if (usual_port) parts->port = 443;
    parts->user.clear();
    parts->password.clear();
    if (parts->host.ends_with('.')) parts->host.pop_back();
    if (parts->host.starts_with("www.") && parts->host.find('.', 4) != std::string::npos) parts->host.erase(0, 4);
    parts->path = folded(parts->path);
    while (parts->path.size() > 1 && parts->path.back() == '/') parts->path.pop_back();

    std::string kept;
    std::string_view rest = parts->query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view parameter = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (parameter.empty() || is_dropped(parameter)) continue;
        if (!kept.empty()) kept += '&';
        kept += folded(parameter);
    }
    parts->query = kept;
    parts->has_query = !kept.empty();
    return parts->text();
}

/// Whether the path alone names a recording, so that no parameter is needed to choose it.
bool is_file(std::string_view url) {
    constexpr std::array<std::string_view, 12> endings = {".mp3", ".m4a",  ".m4b", ".mp4",  ".aac", ".ogg",
                                                          ".oga", ".opus", ".wav", ".flac", ".wma", ".webm"};
    const std::string path = core::ascii_lower(url.substr(0, url.find('?')));
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

/// Of CloudFront, S3, Google, Azure, Akamai, Alibaba, Tencent, nginx's secure_link and their like. Names that serve for
/// other things too count where the path is a file's (`of_file`), or the value is a time or long enough to be a
/// signature.
bool is_signature(std::string_view parameter, bool of_file) {
    constexpr std::array<std::string_view, 17> always = {
        "expires",        "signature",      "policy", "key-pair-id", "hash-algorithm", "googleaccessid",
        "awsaccesskeyid", "ossaccesskeyid", "hdnea",  "hdnts",       "hdntl",          "__gda__",
        "hmac",           "wssecret",       "wstime", "auth_key",    "keyname"};
    constexpr std::array<std::string_view, 30> perhaps = {
        "expire", "expiry", "exp",       "sig", "sign",  "signed", "token", "validto", "validfrom", "md5",
        "nonce",  "verify", "auth",      "st",  "e",     "sv",     "se",    "sp",      "sr",        "spr",
        "sip",    "ss",     "timestamp", "srt", "skoid", "sktid",  "skt",   "ske",     "skv",       "sks"};
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string name = name_of(parameter);
    const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
    if (name.starts_with("x-amz-") || name.starts_with("x-goog-") || name.starts_with("q-sign-") ||
        name.starts_with("x-oss-") || std::ranges::find(always, name) != always.end())
        return true;
    constexpr std::size_t long_value = 16;
    constexpr std::size_t digits_of_a_time = 9;
    const bool is_time =
        value.size() >= digits_of_a_time && value.find_first_not_of("0123456789") == std::string_view::npos;
    return std::ranges::find(perhaps, name) != perhaps.end() && (of_file || is_time || value.size() >= long_value);
}

bool is_against_caches(std::string_view parameter) {
    constexpr std::array<std::string_view, 11> names = {"t",  "ts",          "_t",     "_",    "time",   "timestamp",
                                                        "cb", "cachebuster", "random", "rand", "nocache"};
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
    return value.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::ranges::find(names, name_of(parameter)) != names.end();
}

/// What an address names, piece by piece, in lower case and without the words for another form of the same page.
struct Named {
    std::vector<std::string> folders;  ///< of the path, all but the last piece
    std::string last;                  ///< the last piece of the path, without its ending
    std::string ending;                ///< "html", "php", ...
    std::string query;
    std::vector<std::string> values;  ///< of the query
    std::set<std::string> ids;        ///< numbers of five digits and more that are no date, in `last` and the query
};

void collect_ids(std::string_view text, std::set<std::string>& ids) {
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = start;
        while (end < text.size() && core::is_ascii_digit(text[end])) ++end;
        const std::string_view digits = text.substr(start, end - start);
        const bool is_date =
            (digits.size() == 8 || digits.size() == 6) && (digits.starts_with("19") || digits.starts_with("20"));
        if (digits.size() >= 5 && !is_date) ids.emplace(digits);
        start = end + 1;
    }
}

bool is_form(std::string_view word) {
    constexpr std::array<std::string_view, 6> forms = {"amp", "m", "mobile", "print", "in", "index"};
    return std::ranges::find(forms, word) != forms.end();
}

Named named_by(const Url& url) {
    Named named;
    std::vector<std::string> pieces;
    const std::string path = core::ascii_lower(url.path);
    for (std::size_t start = 1; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        std::string piece = path.substr(start, end - start);
        start = end + 1;
        const bool is_last = start > path.size();
        if (const std::size_t dot = piece.rfind('.'); is_last && dot != std::string::npos && dot > 0) {
            named.ending = piece.substr(dot + 1);
            piece.resize(dot);
        }
        for (const std::string_view form : {"-amp", "_amp", ".amp", "-print"})
            if (piece.ends_with(form)) piece.resize(piece.size() - form.size());
        if (!piece.empty() && !is_form(piece)) pieces.push_back(std::move(piece));
    }
    if (!pieces.empty()) {
        named.last = std::move(pieces.back());
        pieces.pop_back();
    }
    named.folders = std::move(pieces);
    named.query = core::ascii_lower(url.query);
    for (std::size_t start = 0; start < named.query.size();) {
        const std::size_t end = std::min(named.query.find('&', start), named.query.size());
        const std::string parameter = named.query.substr(start, end - start);
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        named.values.push_back(parameter.substr(std::min(equals + 1, parameter.size())));
        start = end + 1;
    }
    collect_ids(named.last, named.ids);
    for (const std::string& value : named.values) collect_ids(value, named.ids);
    return named;
}

/// Whether a script is asked by its query what to show: its own name is no article's.
bool is_script(const Named& named) {
    constexpr std::array<std::string_view, 7> endings = {"php", "asp", "aspx", "jsp", "do", "cgi", "cfm"};
    if (std::ranges::find(endings, named.ending) != endings.end()) return true;
    return !named.ending.starts_with("htm") && named.last.find_first_of("-_0123456789") == std::string::npos;
}

bool names_one_article(const Named& canonical, const Named& page) {
    const bool same_path = canonical.folders == page.folders && canonical.last == page.last;
    if (same_path && canonical.query == page.query) return !canonical.last.empty();
    if (same_path) return !is_script(page) || (!canonical.ids.empty() && canonical.ids == page.ids);
    // Under another path by its number, or by its words.
    if (!canonical.ids.empty()) return std::ranges::includes(page.ids, canonical.ids);
    const bool is_words = std::ranges::count_if(canonical.last, [](char c) { return c == '-' || c == '_'; }) >= 2 &&
                          canonical.last.find_first_not_of("0123456789-_") != std::string::npos;
    return is_words && canonical.query.empty() &&
           (canonical.last == page.last || std::ranges::find(page.values, canonical.last) != page.values.end());
}

}  // namespace

std::string identity_of(std::string_view url) {
    return identity_without(url, is_tracking);
}

std::string former_identity_of(std::string_view url) {
    std::string former = identity_without(url, is_tracking, false);
    return former == identity_of(url) ? std::string() : former;
}

std::string unsigned_identity_of(std::string_view url) {
    const bool of_file = is_file(url);
    return identity_without(url,
                            [of_file](std::string_view one) { return is_tracking(one) || is_signature(one, of_file); });
}

std::string file_identity_of(std::string_view url) {
    if (!is_file(url)) return unsigned_identity_of(url);
    return identity_without(url, [](std::string_view one) {
        return is_tracking(one) || is_signature(one, true) || is_against_caches(one);
    });
}

bool is_own_address(std::string_view canonical, std::string_view page) {
    if (identity_of(canonical) == identity_of(page)) return true;
    const auto claimed = parse_url(canonical);
    const auto asked = parse_url(page);
    return claimed && asked && names_one_article(named_by(*claimed), named_by(*asked));
}

}  // namespace fetch
