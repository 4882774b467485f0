#include "fetch/web/robots.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace fetch {

namespace {

constexpr std::size_t max_bytes = 500 * 1024;
constexpr std::size_t max_rules = 10'000;
constexpr std::size_t max_sitemaps = 1'000;
constexpr std::size_t max_matched_bytes = 4096;  // of a pattern and of a target: bounds the work of hostile files

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), to_lower);
    return result;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view space = " \t\f\v";
    while (!text.empty() && space.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && space.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// One spelling for what RFC 9309 section 2.2.2 takes as equal: octets above ASCII percent-encoded, unreserved
/// characters not, hexadecimal digits in upper case.
std::string fold(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    text = text.substr(0, max_matched_bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = static_cast<unsigned char>(text[i]);
        bool encoded = byte >= 0x80;
        if (byte == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
            byte = static_cast<unsigned char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            encoded = !is_unreserved(static_cast<char>(byte));
            i += 2;
        }
        if (encoded) {
            result += {'%', digits[byte >> 4], digits[byte & 15]};
        } else {
            result += static_cast<char>(byte);
        }
    }
    return result;
}

/// The pattern from the target's beginning; "*" is any run, "$" at the end is the end.
bool matches(std::string_view pattern, std::string_view target) {
    const bool to_end = pattern.ends_with('$');
    if (to_end) pattern.remove_suffix(1);
    std::size_t position = 0;
    bool first = true;
    for (;;) {
        const std::size_t star = pattern.find('*');
        const std::string_view piece = pattern.substr(0, star);
        const bool last = star == std::string_view::npos;
        if (first) {
            if (!target.starts_with(piece)) return false;
            position = piece.size();
        } else if (last && to_end) {
            return target.size() - position >= piece.size() && target.ends_with(piece);
        } else {
            const std::size_t found = target.find(piece, position);
            if (found == std::string_view::npos) return false;
            position = found + piece.size();
        }
        if (last) return !to_end || position == target.size();
        pattern.remove_prefix(star + 1);
        first = false;
    }
}

/// "Mozilla/5.0" names "mozilla".
std::string product_token(std::string_view value) {
    std::size_t length = 0;
    while (length < value.size()) {
        const char c = to_lower(value[length]);
        if ((c < 'a' || c > 'z') && c != '-' && c != '_') break;
        ++length;
    }
    return lower(value.substr(0, length));
}

std::optional<std::chrono::milliseconds> parse_delay(std::string_view value) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error != std::errc{} || end != value.data() + value.size() || !(seconds >= 0) || seconds > 1e6)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<long long>(seconds * 1000));
}

/// Takes the next line off the text.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view agent) {
    text = text.substr(0, max_bytes);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string ours = lower(agent);

    Robots named;     // what the groups that name us say
    Robots everyone;  // what the groups for "*" say
    bool is_named = false;
    bool for_us = false;
    bool for_everyone = false;
    bool rules_seen = true;  // a user-agent line behind rules begins another group
    std::vector<std::string> sitemaps;
    while (!text.empty()) {
        std::string_view line = next_line(text);
        line = trim(line.substr(0, line.find('#')));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string key = lower(trim(line.substr(0, colon)));
        const std::string_view value = trim(line.substr(colon + 1));

        if (key == "user-agent" || key == "useragent" || key == "user agent") {
            if (rules_seen) for_us = for_everyone = false;
            rules_seen = false;
            if (value.starts_with('*') && (value.size() == 1 || value[1] == ' ')) {
                for_everyone = true;
            } else if (product_token(value) == ours) {
                for_us = is_named = true;
            }
        } else if (key == "allow" || key == "disallow") {
            rules_seen = true;
            const bool sensible = value.starts_with('/') || value.starts_with('*');
            if (!sensible || value.size() > max_matched_bytes) continue;
            const Rule rule{fold(value), key == "allow"};
            if (for_us && named.rules_.size() < max_rules) named.rules_.push_back(rule);
            if (for_everyone && everyone.rules_.size() < max_rules) everyone.rules_.push_back(rule);
        } else if (key == "crawl-delay") {
            const auto delay = parse_delay(value);
            if (for_us && delay) named.crawl_delay_ = std::max(delay, named.crawl_delay_);
            if (for_everyone && delay) everyone.crawl_delay_ = std::max(delay, everyone.crawl_delay_);
        } else if (key == "sitemap" && !value.empty() && sitemaps.size() < max_sitemaps) {
            sitemaps.emplace_back(value);
        }
    }
    Robots& result = is_named ? named : everyone;
    result.sitemaps_ = std::move(sitemaps);
    return std::move(result);
}

bool Robots::allows(std::string_view target) const {
    const std::string folded = fold(target);
    if (folded == "/robots.txt") return true;
    std::size_t longest = 0;
    bool allowed = true;
    for (const Rule& rule : rules_) {
        const bool decides = rule.pattern.size() > longest || (rule.pattern.size() == longest && rule.allow);
        if (!decides || !matches(rule.pattern, folded)) continue;
        longest = rule.pattern.size();
        allowed = rule.allow;
    }
    return allowed;
}

}  // namespace fetch
