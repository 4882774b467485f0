#pragma once

#include "core/time.h"

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The fields of an article for which a source may have an XPath expression of its own.
inline constexpr std::array<std::string_view, 12> article_fields{"url",     "title",    "published", "modified",
                                                                 "authors", "language", "lead",      "body",
                                                                 "image",   "section",  "keywords",  "audio"};

enum class SourceKind {
    page,   ///< a listing page whose links lead to articles
    feed,   ///< RSS, Atom, JSON Feed or a sitemap
    list,   ///< a file or URL with one article URL a line
    files,  ///< a local article file (text or HTML) or a folder of them
};

/// One place where a show's articles are found: an entry of [[source]].
struct Source {
    std::string id;  ///< the operator's name for it, by which it stays itself whatever else changes; may be empty
    SourceKind kind = SourceKind::page;
    std::string url;                                   ///< page, feed, list: where it is, without user and password
    std::filesystem::path path;                        ///< files, and list kept in a file: absolute
    std::size_t max_items = 50;                        ///< the newest so many
    std::optional<std::chrono::year_month_day> since;  ///< nothing published before this day of the show's zone
    std::string link_xpath;            ///< page: nodes or attributes that hold article links; empty: the default rule
    std::vector<std::string> include;  ///< regular expressions (ECMAScript); a link must match one, if any are given
    std::vector<std::string> exclude;  ///< a link that matches one is left out
    std::map<std::string, std::string> xpath;  ///< field of Article -> the operator's own XPath for it
    std::string audio_url;       ///< a recording's URL with {id} for what xpath's audio finds; empty: that is the URL
    std::size_t max_pages = 1;   ///< page: how many listing pages are followed
    bool ignore_robots = false;  ///< the operator says that the site is theirs

    bool operator==(const Source&) const = default;
};

std::string_view name(SourceKind kind);
std::optional<SourceKind> parse_source_kind(std::string_view text);
/// What a person calls it: its URL, else its path.
std::string name(const Source& source);

}  // namespace core
