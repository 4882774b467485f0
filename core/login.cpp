#include "core/login.h"

#include "core/ascii.h"

#include <algorithm>

namespace core {

namespace {

constexpr std::string_view scheme_end = "://";
constexpr std::string_view login_example = "USER:PASSWORD@";

bool ends_url(char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>';
}

/// The length of user and password, the "@" included, of a URL whose text after its scheme begins `rest`; 0 for none.
std::size_t login_length(std::string_view rest) {
    const auto end = std::ranges::find_if(rest, ends_url);
    rest = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    // Our own words, where a message says what to write.
    if (rest.starts_with(login_example)) return 0;
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) return at + 1;
    // "user:pass/word@host" says host and port, were it not that the port is none.
    const std::size_t colon = authority.find(':');
    if (authority.starts_with('[') || colon == std::string_view::npos) return 0;
    const std::string_view port = authority.substr(colon + 1);
    if (std::ranges::all_of(port, is_ascii_digit)) return 0;
    const std::size_t at = rest.rfind('@');
    return at == std::string_view::npos ? 0 : at + 1;
}

}  // namespace

std::optional<Login> take_login(std::string& url) {
    const std::size_t mark = url.find(scheme_end);
    if (mark == std::string::npos) return std::nullopt;
    const std::size_t from = mark + scheme_end.size();
    const std::size_t end = std::min(url.find_first_of("/?#\\", from), url.size());
    const std::size_t at = url.substr(from, end - from).rfind('@');
    if (at == std::string::npos) return std::nullopt;
    const std::string user_info = url.substr(from, at);
    url.erase(from, at + 1);
    const std::size_t colon = user_info.find(':');
    return Login{url.substr(0, end - at - 1), user_info.substr(0, colon),
                 colon == std::string::npos ? std::string() : user_info.substr(colon + 1)};
}

std::string without_logins(std::string_view text) {
    std::string result;
    for (std::size_t mark = text.find(scheme_end); mark != std::string_view::npos; mark = text.find(scheme_end)) {
        const std::size_t from = mark + scheme_end.size();
        result += text.substr(0, from);
        text.remove_prefix(from);
        text.remove_prefix(login_length(text));
    }
    return result.append(text);
}

}  // namespace core
