#include "fetch/words/names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.h"
#include "fetch/markup/text.h"

namespace fetch {
namespace {

// With a colon or a space behind them; compared in lower case.
constexpr auto prefixes = std::to_array<std::string_view>({
    "by",
    "written by",
    "reported by",
    "story by",
    "words by",
    "text by",
    "posted by",
    "published by",
    "author",
    "authors",
    "reporter",
    "from",
    "von",
    "text von",
    "autor",
    "autorin",
    "par",
    "propos recueillis par",
    "por",
    "texto de",
    "di",
    "door",
    "af",
    "av",
    "przez",
    "autore",
    "auteur",
    "автор",
    "penulis",
    "oleh",
    "yazan",
    "tác giả",
    "bài",
    "bài viết",
    "bài, ảnh",
    "bài và ảnh",
    "bài & ảnh",
    "bài ảnh",
    "bài - ảnh",
    "tin, ảnh",
    "tin và ảnh",
    "tin",
    "thực hiện",
    "người viết",
    "phóng viên",
    "pv",
    "theo",
    "nhóm phóng viên",
    "biên tập",
    "un documentaire de",
    "un article de",
    "記者",
    "文",
    "作者",
    "记者",
    "责任编辑",
    "编辑",
    "责编",
});
// These begin too many other lines to be taken without a colon.
constexpr auto colon_prefixes = std::to_array<std::string_view>(
    {"from", "author",    "authors",    "reporter", "autor", "autorin", "bài",  "tin",  "bài viết", "theo",  "pv",
     "di",   "thực hiện", "phóng viên", "biên tập", "記者",  "文",      "作者", "记者", "autore",   "auteur"});

constexpr auto no_names = std::to_array<std::string_view>(
    {"admin",    "administrator", "webmaster", "read more", "view all posts", "more posts", "share", "follow",
     "comments", "posts",         "author",    "guest",     "staff",          "contact",    "about", "email",
     "twitter",  "facebook",      "see all",   "null",      "undefined",      "n a",        "none",  "unknown",
     "posted",   "published",     "updated",   "redaktion", "tác giả"});

constexpr auto roles = std::to_array<std::string_view>(
    {"writer", "reporter", "correspondent", "editor", "press", "staff", "columnist", "contributor", "photographer",
     "journalist", "phóng viên", "biên tập", "redakteur", "chief", "producer"});

constexpr auto particles = std::to_array<std::string_view>(
    {"de",  "la", "le", "van", "von", "der", "den", "di", "da", "do",  "dos", "del", "du",  "bin",
     "ibn", "al", "el", "ter", "ten", "af",  "av",  "zu", "of", "the", "y",   "e",   "und", "i"});

std::optional<std::string> without_prefix(std::string_view text) {
    const std::string lower = core::lower(text);
    std::size_t best = 0;
    for (const std::string_view prefix : prefixes) {
        if (!lower.starts_with(prefix) || prefix.size() <= best) continue;
        std::string_view rest = text.substr(prefix.size());
        const bool spaced = rest.starts_with(' ');
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        const bool colon = rest.starts_with(':') || rest.starts_with("：");
        const bool needs_colon = std::ranges::find(colon_prefixes, prefix) != colon_prefixes.end();
        // "ByAnn Lee", where a page sets the two apart by style only.
        const bool joined =
            prefix == "by" && text.size() > 3 && text[2] >= 'A' && text[2] <= 'Z' && (text[3] >= 'a' || text[3] == '.');
        if (colon || (spaced && !needs_colon) || joined) best = prefix.size();
    }
    if (best == 0) return std::nullopt;
    text.remove_prefix(best);
    while (!text.empty() && (text.front() == ' ' || text.front() == ':')) text.remove_prefix(1);
    if (text.starts_with("：")) text.remove_prefix(3);
    return std::string(core::trim(text));
}

unsigned first_code_point(std::string_view word) {
    const auto byte = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0u; };
    const unsigned first = byte(0);
    if (first < 0x80) return first;
    if (first < 0xE0) return ((first & 0x1F) << 6) | (byte(1) & 0x3F);
    if (first < 0xF0) return ((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    return 0x10000;
}

bool has_capital_or_no_case(std::string_view word) {
    const unsigned first = first_code_point(word);
    if (first >= 0x590 && !(first >= 0x1E00 && first < 0x2000)) return true;
    if (first < 0x80) return first >= 'A' && first <= 'Z';
    return core::lower(word) != word;
}

bool is_name(std::string_view name) {
    if (name.size() < 2 || name.size() > 70) return false;
    if (name.find_first_of("0123456789/@|?!<>{}=") != std::string_view::npos) return false;
    const std::string plain = plain_words(name);
    if (plain.empty() || std::ranges::find(no_names, plain) != no_names.end()) return false;
    std::size_t words = 0;
    for (std::size_t start = 0; start < name.size();) {
        const std::size_t end = std::min(name.find(' ', start), name.size());
        std::string_view word = name.substr(start, end - start);
        start = end + 1;
        while (!word.empty() && std::string_view("\"'(“‘").find(word.front()) != std::string_view::npos)
            word.remove_prefix(1);
        if (word.empty()) continue;
        ++words;
        if (!has_capital_or_no_case(word) && std::ranges::find(particles, core::lower(word)) == particles.end())
            return false;
    }
    return words >= 1 && words <= 6;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts{std::string(text)};
    for (const std::string_view separator :
         {", ",  "; ",  ";",   " and ", " & ", " và ", " und ",  " et ", " y ", " e ", " | ",
          " / ", " - ", " – ", " — ",   "、",  "，",   " with ", " • ",  " · ", "/"}) {
        std::vector<std::string> finer;
        for (const std::string& part : parts) {
            for (std::size_t start = 0; start <= part.size();) {
                const std::size_t end = std::min(part.find(separator, start), part.size());
                if (std::string piece = core::collapse_space(part.substr(start, end - start)); !piece.empty())
                    finer.push_back(std::move(piece));
                start = end + separator.size();
            }
        }
        parts = std::move(finer);
    }
    return parts;
}

/// Without brackets around the whole, as agencies' marks have them.
std::string_view without_brackets(std::string_view text) {
    for (const auto& [open, close] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"（", "）"}}) {
        if (text.starts_with(open) && text.ends_with(close)) {
            text.remove_prefix(open.size());
            text.remove_suffix(close.size());
        }
    }
    return core::trim(text);
}

std::string clean(std::string_view part) {
    std::string name = without_prefix(part).value_or(std::string(part));
    if (const std::size_t open = name.find(" ("); open != std::string::npos) name.resize(open);
    while (!name.empty() && std::string_view(".,;:*-|(").find(name.back()) != std::string_view::npos &&
           !(name.back() == '.' && name.size() > 2 && name[name.size() - 3] == ' '))
        name.pop_back();
    return core::collapse_space(name);
}

}  // namespace

std::vector<std::string> names_in_byline(std::string_view text) {
    std::vector<std::string> names;
    if (text.find("://") != std::string_view::npos) return names;
    const std::string line = without_prefix(without_brackets(text)).value_or(std::string(without_brackets(text)));
    for (const std::string& part : split(line)) {
        std::string name = clean(part);
        if (name.empty() || name.size() > 80 || name.find("://") != std::string::npos ||
            name.find('@') != std::string::npos)
            continue;
        if (name.find_first_of("0123456789") != std::string::npos && !names.empty()) break;
        const std::string plain = plain_words(name);
        if (plain.empty() || std::ranges::find(no_names, plain) != no_names.end()) continue;
        const bool role = std::ranges::any_of(
            roles, [&](std::string_view word) { return plain.ends_with(word) || plain.starts_with(word); });
        if (role && !names.empty()) continue;
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

bool reads_like_names(std::string_view text) {
    const auto names = names_in_byline(text);
    return !names.empty() && names.size() <= 8 &&
           std::ranges::all_of(names, [](const std::string& name) { return is_name(name); });
}

bool starts_like_byline(std::string_view text) {
    return without_prefix(text).has_value();
}

}  // namespace fetch
