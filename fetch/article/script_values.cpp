#include "fetch/article/script_values.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"

namespace fetch {
namespace {

bool is_identifier(char c) {
    return core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '_' || c == '$';
}

std::string_view last_name(std::string_view name) {
    name.remove_prefix(std::min(name.rfind('.') + 1, name.size()));
    return name;
}

/// True for objects whose fields can be the article's; what one of another name has may be anybody's.
bool is_articles_object(std::string_view owner) {
    static constexpr auto owners =
        std::to_array<std::string_view>({"window", "this", "article", "news", "story", "post", "page", "config",
                                         "settings", "options", "data", "opts", "dataset"});
    return std::ranges::find(owners, last_name(owner)) != owners.end();
}

/// A text or a number.
bool is_value(std::string_view value) {
    return value != "null" && value != "undefined" && value != "true" && value != "false";
}

/// Where the terms before that place begin.
std::size_t begin_of_sum(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 400;
    const std::size_t stop = at > longest ? at - longest : 0;
    const auto skip_blanks = [&](std::size_t place) {
        while (place > stop && core::is_ascii_space(text[place - 1])) --place;
        return place;
    };
    std::size_t begin = at;
    for (std::size_t place = skip_blanks(begin); place > stop && text[place - 1] == '+'; place = skip_blanks(begin)) {
        place = skip_blanks(place - 1);
        if (place <= stop) break;
        const char last = text[place - 1];
        std::size_t start = place - 1;
        if (last == '\'' || last == '"') {
            start = start == 0 ? std::string_view::npos : text.rfind(last, start - 1);
            if (start == std::string_view::npos || start < stop) break;
        } else {
            if (!is_identifier(last)) break;
            while (start > stop && (is_identifier(text[start - 1]) || text[start - 1] == '.')) --start;
        }
        begin = start;
    }
    return begin;
}

}  // namespace

bool is_plain_value(std::string_view value) {
    constexpr std::size_t longest = 200;
    return !value.empty() && value.size() <= longest &&
           value.find_first_of(" \t\r\n\"'<>{}|\\`") == std::string_view::npos;
}

bool names_article_id(std::string_view name) {
    static constexpr auto ids = std::to_array<std::string_view>(
        {"id", "aid", "nid", "articleid", "article_id", "newsid", "news_id", "storyid", "story_id", "postid", "post_id",
         "contentid", "content_id", "docid", "mediaid", "guid", "uuid", "slug"});
    return std::ranges::find(ids, std::string_view(core::ascii_lower(last_name(name)))) != ids.end();
}

void ScriptValues::learn(const JsonTree& tree) {
    for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
        if (node.is_string() || node.is_word()) learn(node.key(), node.text());
    }
}

void ScriptValues::learn(std::string_view name, std::string_view value) {
    if (!name.empty() && is_plain_value(value) && known_.size() < max_known) known_.emplace_back(name, value);
}

std::vector<std::string> ScriptValues::of(std::string_view name) const {
    if (const std::size_t dot = name.rfind('.');
        dot != std::string_view::npos && !is_articles_object(name.substr(0, dot)))
        return {};
    name = last_name(name);
    std::vector<std::string> values;
    for (const auto& [key, value] : known_) {
        if (last_name(key) != name || !is_value(value) || std::ranges::find(values, value) != values.end()) continue;
        values.emplace_back(value);
    }
    return values;
}

std::optional<ScriptSum> sum_around(std::string_view script, std::size_t at, const ScriptValues& values) {
    constexpr std::size_t longest = 600;
    constexpr int most_parts = 12;
    at = begin_of_sum(script, at);
    const std::size_t stop = std::min(script.size(), at + longest);
    ScriptSum sum;
    int variables = 0;
    const auto skip_blanks = [&] {
        while (at < stop && core::is_ascii_space(script[at])) ++at;
    };
    for (int part = 0; part < most_parts; ++part) {
        skip_blanks();
        if (at >= stop) return std::nullopt;
        if (script[at] == '\'' || script[at] == '"') {
            const std::size_t end = script.find(script[at], at + 1);
            if (end == std::string_view::npos || end > stop) return std::nullopt;
            const std::string_view piece = script.substr(at + 1, end - at - 1);
            if (!piece.empty() && !is_plain_value(piece) && piece.find('\\') == std::string_view::npos)
                return std::nullopt;
            sum.text += unescape_json(piece);
            at = end + 1;
        } else {
            const std::size_t start = at;
            while (at < stop && (is_identifier(script[at]) || script[at] == '.')) ++at;
            if (start == at || (at < stop && (script[at] == '(' || script[at] == '['))) return std::nullopt;
            const std::string_view name = script.substr(start, at - start);
            const std::vector<std::string> all = values.of(name);
            if (all.size() != 1) return std::nullopt;
            sum.text += all.front();
            sum.by_id = sum.by_id || names_article_id(name);
            ++variables;
        }
        skip_blanks();
        if (at >= stop || script[at] != '+') break;
        ++at;
    }
    if (variables == 0) return std::nullopt;
    return sum;
}

}  // namespace fetch
