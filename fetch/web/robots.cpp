#include "fetch/web/robots.h"

#include "core/ascii.h"
#include "core/percent.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace fetch {

namespace {

constexpr std::size_t max_bytes = 500 * 1024;
constexpr std::size_t max_rules = 10'000;
constexpr std::size_t max_sitemaps = 1'000;
constexpr std::size_t max_matched_bytes = 4096;  // of a pattern and of a target: bounds the work of hostile files

std::string_view trim_blanks(std::string_view text) {
    return core::ascii_trim(text, " \t\f\v");
}

/// One spelling for what RFC 9309 section 2.2.2 takes as equal: octets above ASCII percent-encoded, unreserved
/// characters not, hexadecimal digits in upper case.
std::string fold(std::string_view text) {
    std::string result;
    text = text.substr(0, max_matched_bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> byte = core::percent_at(text, i);
        const char c = byte.value_or(text[i]);
        const bool encoded = byte ? !core::is_unreserved(c) : static_cast<unsigned char>(c) >= 0x80;
        if (byte) i += 2;
        if (encoded) {
            core::append_percent(result, c);
        } else {
            result += c;
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
        const char c = value[length];
        if (!core::is_ascii_letter(c) && c != '-' && c != '_') break;
        ++length;
    }
    return core::ascii_lower(value.substr(0, length));
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
    const std::string ours = core::ascii_lower(agent);

    Robots named;     // what the groups that name us say
    Robots everyone;  // what the groups for "*" say
    bool is_named = false;
    bool for_us = false;
    bool for_everyone = false;
    bool rules_seen = true;  // a user-agent line behind rules begins another group
    std::vector<std::string> sitemaps;
    while (!text.empty()) {
        std::string_view line = next_line(text);
        line = trim_blanks(line.substr(0, line.find('#')));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string key = core::ascii_lower(trim_blanks(line.substr(0, colon)));
        const std::string_view value = trim_blanks(line.substr(colon + 1));

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
