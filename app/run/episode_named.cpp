#include "app/run/episode_named.h"

#include "core/error.h"
#include "core/text.h"
#include "feed/paths.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace app {

namespace {

using catalog::EpisodeNames;

std::string one_line(const std::string& text) {
    return core::collapse_space(core::clean_utf8(text));
}

/// A name as it was typed, in the forms in which it is compared.
class Name {
public:
    explicit Name(const std::string& typed)
        : text_(core::trim(typed)),
          identity_(fetch::parse_url(text_) ? fetch::identity_of(text_) : std::string()),
          title_(core::lower(one_line(text_))) {}

    bool is(const std::string& other) const { return !other.empty() && text_ == other; }
    bool is_url(const std::string& url) const {
        return !identity_.empty() && !url.empty() && identity_ == fetch::identity_of(url);
    }
    bool is_title(const std::string& title) const { return !title_.empty() && title_ == core::lower(one_line(title)); }

private:
    std::string text_;
    std::string identity_;  ///< empty: not a URL
    std::string title_;
};

/// One way to name an episode.
using Way = bool (*)(const Name&, const EpisodeNames&, const core::Show&);

constexpr std::array<Way, 7> ways{
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is(episode.guid); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_url(episode.listed_url); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_url(episode.canonical_url); },
    [](const Name& name, const EpisodeNames& episode, const core::Show& show) {
        return name.is_url(episode.recording_url) ||
               (!episode.file.empty() &&
                (name.is_url(show.base_url + episode.file) || name.is_url(feed::counted_url(show, episode.file))));
    },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_title(episode.title); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is(episode.listed_guid); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is(episode.local_file); },
};

/// Those that go by the name in the first of these ways in which any does; what is another under another name stands
/// back.
std::vector<const EpisodeNames*> named(const std::vector<EpisodeNames>& all, const std::string& name,
                                       const core::Show& show) {
    const Name wanted(name);
    for (const Way& goes_by : ways) {
        std::vector<const EpisodeNames*> found;
        for (const EpisodeNames& one : all)
            if (goes_by(wanted, one, show)) found.push_back(&one);
        if (std::ranges::any_of(found, [](const EpisodeNames* one) { return !one->is_duplicate; }))
            std::erase_if(found, [](const EpisodeNames* one) { return one->is_duplicate; });
        if (!found.empty()) return found;
    }
    return {};
}

/// The one that was found. Throws Error(config) where there are several.
const EpisodeNames& only_one(const std::vector<const EpisodeNames*>& found, const std::string& name,
                             std::string_view kind, std::string_view advice) {
    if (found.size() == 1) return *found.front();
    constexpr std::size_t most_named = 10;
    std::vector<std::string> lines;
    for (const EpisodeNames* one : found)
        if (lines.size() < most_named) lines.push_back(described(*one));
    if (found.size() > lines.size()) lines.push_back(fmt::format("and {} more", found.size() - lines.size()));
    throw core::Error(core::ErrorKind::config, fmt::format("{} {} go by '{}': {}; {}", found.size(), kind,
                                                           as_typed(name), fmt::join(lines, ", "), advice));
}

}  // namespace

std::string as_typed(const std::string& name) {
    // A password in an address is nobody's business but the typist's.
    return one_line(fetch::parse_url(name) ? fetch::printable(name) : name);
}

EpisodeNames episode_named(const std::vector<EpisodeNames>& episodes, const std::string& name, const core::Show& show) {
    const std::vector<const EpisodeNames*> found = named(episodes, name, show);
    if (!found.empty()) return only_one(found, name, "episodes", "name one by its GUID");
    throw core::Error(core::ErrorKind::config,
                      fmt::format("no episode goes by '{}'; its GUID, its article's or recording's URL or its whole "
                                  "title name it (newscast status --json)",
                                  as_typed(name)));
}

std::optional<EpisodeNames> article_named(catalog::Catalog& catalog, const std::string& name, const core::Show& show) {
    const std::vector<EpisodeNames> all = catalog.article_names();
    const std::vector<const EpisodeNames*> found = named(all, name, show);
    if (!found.empty()) return only_one(found, name, "articles", "name one by its GUID or URL");
    // An address that a page or a feed gave it once, as that of another edition of the site.
    if (!fetch::parse_url(name)) return std::nullopt;
    for (const char* kind : {"url:", "audio:"})
        if (const auto article = catalog.article_by_key(kind + fetch::identity_of(core::trim(name))))
            for (const EpisodeNames& one : all)
                if (one.subjects.article == *article) return one;
    return std::nullopt;
}

EpisodeNames original_of(catalog::Catalog& catalog, const EpisodeNames& names) {
    if (!names.is_duplicate) return names;
    // What the other one is called led here once.
    std::vector<std::string> keys;
    for (const std::string* url : {&names.listed_url, &names.canonical_url})
        if (!url->empty()) keys.push_back("url:" + fetch::identity_of(*url));
    if (!names.listed_guid.empty()) keys.push_back("guid:" + names.listed_guid);
    if (!names.local_file.empty()) keys.push_back("file:" + names.local_file);
    if (!names.recording_url.empty()) {
        keys.push_back("audio:" + fetch::unsigned_identity_of(names.recording_url));
        keys.push_back("audio:" + fetch::identity_of(names.recording_url));
    }
    const std::vector<EpisodeNames> all = catalog.article_names();
    for (const std::string& key : keys) {
        const std::optional<catalog::Id> article = catalog.article_by_key(key);
        if (!article || *article == names.subjects.article) continue;
        for (const EpisodeNames& one : all)
            if (one.subjects.article == *article) return one;
    }
    return names;
}

std::string url_of(const EpisodeNames& episode) {
    for (const std::string* url : {&episode.listed_url, &episode.canonical_url, &episode.recording_url})
        if (!url->empty()) return fetch::printable(*url);
    return {};
}

std::string described(const EpisodeNames& episode) {
    const std::string url = url_of(episode);
    const bool has_both = !episode.guid.empty() && !url.empty();
    return fmt::format("'{}' ({}{}{})", one_line(episode.title), episode.guid, has_both ? ", " : "",
                       url.empty() && episode.guid.empty() ? episode.local_file : url);
}

}  // namespace app
