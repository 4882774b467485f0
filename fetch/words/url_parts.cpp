#include "fetch/words/url_parts.h"

#include <algorithm>

#include "core/ascii.h"
#include "fetch/markup/markup.h"

namespace fetch {

std::string_view path_of(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
        const std::size_t slash = url.find('/', scheme + 3);
        return slash == std::string_view::npos ? std::string_view() : url.substr(slash);
    }
    return url;
}

std::string_view query_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const std::size_t start = url.find('?');
    return start == std::string_view::npos ? std::string_view() : url.substr(start + 1);
}

bool holds(const std::vector<std::string>& words, std::span<const std::string_view> wanted) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return std::ranges::find(wanted, word) != wanted.end(); });
}

bool holds(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
    return holds(words, std::span(wanted.begin(), wanted.size()));
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace fetch
