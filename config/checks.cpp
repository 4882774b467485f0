#include "config/checks.h"

#include "core/ascii.h"
#include "core/login.h"
#include "core/text.h"
#include "core/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace config {
namespace {

// Locale-free tests: the program's locale must not decide what a valid file is.
bool is_alnum(char c) {
    return core::is_ascii_letter(c) || core::is_ascii_digit(c);
}
bool is_graph(char c) {
    return c > ' ' && c < '\x7f';
}
bool is_space_or_control(char c) {
    return (static_cast<unsigned char>(c) <= ' ') || c == '\x7f';
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        return host.size() > 3 && host.back() == ']' &&
               std::ranges::all_of(host.substr(1, host.size() - 2),
                                   [](char c) { return is_alnum(c) || c == ':' || c == '.' || c == '%'; });
    }
    // Non-ASCII hosts (IDN) are left to the library that looks them up.
    return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
           std::ranges::all_of(host, [](char c) {
               return is_alnum(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
           });
}

bool is_port(std::string_view port) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
    return error == std::errc() && end == port.data() + port.size() && value >= 1 && value <= 65535;
}

/// A host, and a port after a colon if there is one.
bool is_authority(std::string_view text) {
    const std::size_t from = text.starts_with('[') ? text.find(']') : 0;
    if (from == std::string_view::npos) return false;
    const std::size_t colon = text.find(':', from);
    if (colon == std::string_view::npos) return is_host(text);
    return is_host(text.substr(0, colon)) && is_port(text.substr(colon + 1));
}

bool is_url(std::string_view text, std::span<const std::string_view> schemes) {
    const std::size_t mark = text.find("://");
    if (mark == std::string_view::npos || text.size() > 2000) return false;
    const std::string scheme = core::ascii_lower(text.substr(0, mark));
    if (std::ranges::find(schemes, scheme) == schemes.end()) return false;
    if (std::ranges::any_of(text, is_space_or_control)) return false;
    const std::string_view rest = text.substr(mark + 3);
    return is_authority(rest.substr(0, rest.find_first_of("/?#")));
}

/// The same with or without a user and a password.
bool is_url_with_login(std::string_view text, std::span<const std::string_view> schemes) {
    std::string url(text);
    static_cast<void>(core::take_login(url));
    return is_url(url, schemes) && std::ranges::none_of(text, is_space_or_control);
}

constexpr std::array<std::string_view, 2> web_schemes{"http", "https"};
constexpr std::array<std::string_view, 6> proxy_schemes{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

/// The pieces of HOST1:PORT1:HOST2:PORT2; a colon inside brackets separates nothing.
std::vector<std::string_view> split_at_colons(std::string_view text) {
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    bool in_brackets = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[') in_brackets = true;
        if (text[i] == ']') in_brackets = false;
        if (text[i] != ':' || in_brackets) continue;
        pieces.push_back(text.substr(start, i - start));
        start = i + 1;
    }
    pieces.push_back(text.substr(start));
    return pieces;
}

/// The folder of a URL whose last part is the file of a feed or page, with a slash at its end; "" where it is none.
std::string folder_of_file(std::string_view url) {
    static constexpr std::array<std::string_view, 6> endings{".xml", ".rss", ".rdf", ".atom", ".html", ".htm"};
    const std::size_t path = url.find('/', url.find("://") + 3);
    if (path == std::string_view::npos) return {};
    std::string_view rest = url;
    while (rest.size() > path + 1 && rest.ends_with('/')) rest.remove_suffix(1);
    const std::string name = core::ascii_lower(rest.substr(rest.rfind('/') + 1));
    if (std::ranges::none_of(endings, [&](std::string_view ending) { return name.ends_with(ending); })) return {};
    rest.remove_suffix(name.size());
    const std::string further = folder_of_file(rest);
    return further.empty() ? std::string(rest) : further;
}

}  // namespace

std::string show_id(std::string_view text) {
    const bool fits = !text.empty() && text.size() <= 64 && is_alnum(text.front()) &&
                      std::ranges::all_of(text, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
    return fits ? "" : "1 to 64 ASCII letters, digits, - and _, beginning with a letter or digit";
}

std::string plain_line(std::string_view text) {
    const bool fits = !core::trim(text).empty() && text.find('\n') == std::string_view::npos;
    return fits ? "" : "a text on one line, not empty";
}

std::string optional_line(std::string_view text) {
    return text.empty() ? "" : plain_line(text);
}

std::string not_empty(std::string_view text) {
    return text.empty() ? "a text that is not empty" : "";
}

std::string language_tag(std::string_view text) {
    return core::is_language_tag(text) ? "" : "a language tag like \"vi\", \"en\" or \"pt-BR\" (BCP 47)";
}

std::string time_zone(std::string_view text) {
    return core::is_time_zone(text) ? "" : "a zone like \"Asia/Ho_Chi_Minh\", \"Europe/Berlin\" or \"UTC\" (IANA)";
}

std::string email_address(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool fits = at != std::string_view::npos && at > 0 && at <= 64 && text.size() <= 254 &&
                      std::ranges::all_of(text, is_graph) &&
                      text.find_first_of("<>()[],;:\\\"") == std::string_view::npos &&
                      text.find('@', at + 1) == std::string_view::npos && is_host(text.substr(at + 1)) &&
                      text.back() != '.' && text.find('.', at) != std::string_view::npos;
    return fits ? "" : "an e-mail address like \"newsroom@podcast.example\"";
}

std::string web_url(std::string_view text) {
    return is_url(text, web_schemes)
               ? ""
               : "a URL that begins with http:// or https:// and a host, without a user or spaces";
}

std::string optional_url(std::string_view text) {
    return text.empty() ? "" : web_url(text);
}

std::string audio_pattern(std::string_view text) {
    constexpr std::string_view place = "{id}";
    std::string url(text);
    const std::size_t scheme = url.find("://");
    const std::size_t path = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
    std::size_t places = 0;
    for (std::size_t at = url.find(place); at < url.find('#') && at > path; at = url.find(place)) {
        url.replace(at, place.size(), "1");
        ++places;
    }
    const bool will_do = places > 0 && url.find_first_of("{}") == std::string::npos && web_url(url).empty();
    return will_do ? ""
                   : "an http or https URL with {id} in its path or query, like \"https://cdn.example/tts/{id}.mp3\"";
}

std::string source_url(std::string_view text) {
    return is_url_with_login(text, web_schemes)
               ? ""
               : "a URL that begins with http:// or https:// and a host, without spaces; a user and a password stand "
                 "before the host, \"https://USER:PASSWORD@news.example/\", with %40 for @, %2F for / and %3A for :";
}

std::string login_url(std::string_view text) {
    std::string url(text);
    const auto login = core::take_login(url);
    return login && !login->user.empty() && is_url_with_login(text, web_schemes)
               ? ""
               : "like \"https://USER:PASSWORD@news.example/\", with %40 for @, %2F for / and %3A for :";
}

std::string public_base(std::string_view text) {
    const bool fits = is_url(text, web_schemes) && std::ranges::all_of(text, is_graph) &&
                      text.find_first_of("?#\"<>\\^`{|}") == std::string_view::npos;
    if (!fits)
        return "where the show's folder is served, like \"https://podcast.example/dong-thap/\": http or https, ASCII, "
               "without query";
    // Everything would be looked for below that file: feed.xml/feed.xml.
    const std::string folder = folder_of_file(text);
    return folder.empty() ? "" : "the folder that this file is in, \"" + folder + "\"";
}

std::string proxy_url(std::string_view text) {
    if (text.empty() || is_url_with_login(text, proxy_schemes)) return "";
    return "a URL like \"http://proxy.example:3128\" or \"http://USER:PASSWORD@proxy.example:3128\" (http, https, "
           "socks4, socks4a, socks5 or socks5h), or empty for none";
}

std::string header_value(std::string_view text) {
    const bool fits = text.size() <= 256 && std::ranges::all_of(text, [](char c) { return is_graph(c) || c == ' '; });
    return fits ? "" : "at most 256 printable ASCII characters";
}

std::string own_header(std::string_view text) {
    constexpr std::size_t max_bytes = 8'000;
    // What says how a request is sent and what is asked for, or would make one of two.
    constexpr std::array<std::string_view, 22> ours{"host",
                                                    "range",
                                                    "if-range",
                                                    "if-none-match",
                                                    "if-modified-since",
                                                    "if-match",
                                                    "if-unmodified-since",
                                                    "accept-encoding",
                                                    "content-length",
                                                    "content-type",
                                                    "content-encoding",
                                                    "transfer-encoding",
                                                    "connection",
                                                    "keep-alive",
                                                    "te",
                                                    "trailer",
                                                    "upgrade",
                                                    "expect",
                                                    "proxy-authorization",
                                                    "proxy-connection",
                                                    "http2-settings",
                                                    "accept-ranges"};
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const bool is_name = !name.empty() && name.size() <= 100 && std::ranges::all_of(name, [](char c) {
        return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
    if (colon == std::string_view::npos || !is_name) return "\"Name: value\", like \"Referer: https://news.example/\"";
    if (std::ranges::find(ours, core::ascii_lower(name)) != ours.end())
        return "another header than " + std::string(name) + ", which newscast sends itself";
    const std::string_view value = core::trim(text.substr(colon + 1));
    const bool fits = !value.empty() && text.size() <= max_bytes &&
                      std::ranges::all_of(value, [](char c) { return is_graph(c) || c == ' ' || c == '\t'; });
    return fits ? "" : "the name and a value of at most 8000 printable ASCII characters, on one line";
}

std::string connect_to(std::string_view text) {
    const std::vector<std::string_view> pieces = split_at_colons(text);
    const auto host = [](std::string_view piece) { return piece.empty() || is_host(piece); };
    const auto port = [](std::string_view piece) { return piece.empty() || is_port(piece); };
    const bool fits =
        pieces.size() == 4 && host(pieces[0]) && port(pieces[1]) && host(pieces[2]) && port(pieces[3]) && text != ":::";
    return fits ? "" : "HOST1:PORT1:HOST2:PORT2, like \"news.example:80:127.0.0.1:8080\"";
}

std::string host_name(std::string_view text) {
    const bool bare_ipv6 = text.find(':') != std::string_view::npos && !text.starts_with('[') &&
                           is_host('[' + std::string(text) + ']') && text.find(':') != text.rfind(':');
    return is_host(text) || bare_ipv6 ? "" : "a host or an address like \"127.0.0.1\", without scheme, port or path";
}

std::string nearest(std::string_view wrong, std::span<const std::string> known) {
    // A key may be misspelt by a third of its letters before another one is the likelier meaning.
    std::size_t best = std::max<std::size_t>(2, wrong.size() / 3) + 1;
    if (wrong.size() > 100) return "";
    std::string name;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(core::ascii_lower(wrong), candidate);
        const bool begins = wrong.size() >= 3 && (candidate.starts_with(wrong) || wrong.starts_with(candidate));
        const std::size_t weight = begins ? std::min<std::size_t>(distance, 2) : distance;
        if (weight < best) {
            best = weight;
            name = candidate;
        }
    }
    return name;
}

bool is_within(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

bool is_system_folder(const std::filesystem::path& path) {
    static constexpr std::array<std::string_view, 13> with_all_below{"/bin",   "/boot",  "/dev",       "/etc",  "/lib",
                                                                     "/lib32", "/lib64", "/libx32",    "/proc", "/sbin",
                                                                     "/sys",   "/usr",   "/lost+found"};
    static constexpr std::array<std::string_view, 8> themselves{"/",     "/home", "/media", "/opt",
                                                                "/root", "/run",  "/tmp",   "/var"};
    return std::ranges::any_of(with_all_below, [&](std::string_view folder) { return is_within(path, folder); }) ||
           std::ranges::any_of(themselves,
                               [&](std::string_view folder) { return path == std::filesystem::path(folder); });
}

std::filesystem::path resolved(const std::filesystem::path& path) {
    std::error_code failed;
    std::filesystem::path real = std::filesystem::weakly_canonical(path, failed);
    return failed ? path : real;
}

std::filesystem::path usual_state_directory(const std::filesystem::path& folder) {
    constexpr std::string_view system_wide = "/etc";
    const bool is_system_wide = is_within(folder, system_wide) || is_within(resolved(folder), system_wide);
    return is_system_wide ? "/var/lib/newscast" : "state";
}

}  // namespace config
