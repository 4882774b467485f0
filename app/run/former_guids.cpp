#include "app/run/former_guids.h"

#include "app/run/identity.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>
#include <vector>

namespace app {

bool FormerGuids::are_left(catalog::Catalog& catalog) const {
    return !feed_.items.empty() && guids_in_use(feed_, catalog.episode_names()) < feed_.items.size();
}

void FormerGuids::match(const RunContext& run) {
    matches_.clear();
    if (feed_.items.empty()) return;
    std::vector<Sought> sought;
    std::vector<catalog::Id> ids;
    for (const catalog::KnownArticle& article : run.catalog.without_episode()) {
        ids.push_back(article.id);
        sought.push_back(sought_of(article));
    }
    std::set<std::string> used;
    for (const catalog::EpisodeNames& episode : run.catalog.episode_names()) {
        used.insert(episode.guid);
        sought.push_back(sought_of(episode));
    }
    std::vector<FormerMatch> matches = match_former(feed_.items, sought, used, run.config.show.timezone);
    for (std::size_t index = 0; index < ids.size(); ++index) matches_[ids[index]] = std::move(matches[index]);
}

std::string FormerGuids::mint(const RunContext& run, const catalog::KnownArticle& article) const {
    const auto found = matches_.find(article.id);
    const auto tell = [&](Event::Kind kind, const std::string& text) {
        run.report.tell({.kind = kind,
                         .step = Event::Step::download,
                         .show = run.config.show.id,
                         .article = quoted(article.content.title),
                         .text = text});
    };
    if (found == matches_.end()) return mint_guid(run.config.show, article.identity);
    const FormerMatch& match = found->second;
    if (!match.item) {
        if (!match.doubts.empty())
            tell(Event::Kind::problem,
                 fmt::format("takes no GUID of the former feed: {}", fmt::join(match.doubts, "; ")));
        return mint_guid(run.config.show, article.identity);
    }
    const std::string& guid = feed_.items[*match.item].guid;
    tell(Event::Kind::step,
         fmt::format("takes the former feed's GUID '{}', by {}{}", guid, name(match.rule),
                     match.doubts.empty() ? "" : fmt::format(" ({})", fmt::join(match.doubts, "; "))));
    return guid;
}

void FormerGuids::tell_use(const RunContext& run) const {
    if (!feed_.items.empty())
        run.report.tell({.show = run.config.show.id, .text = use_of(feed_, run.catalog.episode_names())});
}

}  // namespace app
