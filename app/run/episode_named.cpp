#include "app/run/episode_named.h"

#include "core/error.h"
#include "core/text.h"
#include "feed/paths.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <array>

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

constexpr std::array<Way, 5> ways{
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is(episode.guid); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_url(episode.listed_url); },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_url(episode.canonical_url); },
    [](const Name& name, const EpisodeNames& episode, const core::Show& show) {
        return name.is_url(episode.recording_url) ||
               (!episode.file.empty() &&
                (name.is_url(show.base_url + episode.file) || name.is_url(feed::counted_url(show, episode.file))));
    },
    [](const Name& name, const EpisodeNames& episode, const core::Show&) { return name.is_title(episode.title); },
};

}  // namespace

EpisodeNames episode_named(const std::vector<EpisodeNames>& episodes, const std::string& name, const core::Show& show) {
    const Name wanted(name);
    // A password in an address is nobody's business but the typist's.
    const std::string typed = one_line(fetch::parse_url(name) ? fetch::printable(name) : name);
    for (const Way& goes_by : ways) {
        std::vector<std::string> lines;
        const EpisodeNames* found = nullptr;
        for (const EpisodeNames& episode : episodes) {
            if (!goes_by(wanted, episode, show)) continue;
            found = &episode;
            lines.push_back(described(episode));
        }
        if (lines.size() == 1) return *found;
        if (lines.size() > 1)
            throw core::Error(core::ErrorKind::config, fmt::format("{} episodes go by '{}': {}; name one by its GUID",
                                                                   lines.size(), typed, fmt::join(lines, ", ")));
    }
    throw core::Error(core::ErrorKind::config,
                      fmt::format("no episode goes by '{}'; its GUID, its article's or recording's URL or its whole "
                                  "title name it (newscast status --json)",
                                  typed));
}

std::string url_of(const EpisodeNames& episode) {
    for (const std::string* url : {&episode.listed_url, &episode.canonical_url, &episode.recording_url})
        if (!url->empty()) return fetch::printable(*url);
    return {};
}

std::string described(const EpisodeNames& episode) {
    const std::string url = url_of(episode);
    return fmt::format("'{}' ({}{}{})", one_line(episode.title), episode.guid, url.empty() ? "" : ", ", url);
}

}  // namespace app
