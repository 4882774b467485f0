#include "fetch/web/content_range.h"

#include <charconv>
#include <system_error>

namespace fetch {

namespace {

std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

}  // namespace

std::optional<ContentRange> parse_content_range(std::string_view text) {
    if (!take(text, "bytes ")) return std::nullopt;
    const auto first = take_number(text);
    if (!first || !take(text, "-")) return std::nullopt;
    const auto last = take_number(text);
    if (!last || !take(text, "/")) return std::nullopt;
    const auto total = take_number(text);
    if (!total || !text.empty() || *last < *first || *total <= *last) return std::nullopt;
    return ContentRange{*first, *last, *total};
}

}  // namespace fetch
