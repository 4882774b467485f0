#include "app/run/only.h"

#include "app/run/episode_named.h"
#include "core/error.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace app {

bool Only::restrict(RunContext& run) {
    std::vector<catalog::Subjects> subjects;
    std::vector<std::string> found;
    for (const std::string& name : names_) {
        const auto named = article_named(run.catalog, name, run.config.show);
        if (!named) continue;
        const catalog::EpisodeNames article = original_of(run.catalog, *named);
        if (article.withdrawn)
            throw core::Error(
                core::ErrorKind::config,
                fmt::format("--only: {} was withdrawn (newscast restore brings it back)", described(article)));
        found.push_back(name);
        subjects.push_back(article.subjects);
    }
    ++shows_;
    known_.insert(found.begin(), found.end());
    if (subjects.empty()) return false;
    articles_.clear();
    for (const catalog::Subjects& one : subjects) articles_.insert(one.article);
    run.catalog.restrict_to(subjects, run.now);
    return true;
}

void Only::require_known_guids(const RunContext& run, const FormerGuids& former) const {
    if (!former.are_left(run.catalog)) return;
    const std::vector<catalog::Pending> pending = run.catalog.pending();
    const auto unread = std::ranges::count(pending, catalog::Step::read, &catalog::Pending::step);
    const bool is_minting = std::ranges::any_of(
        run.catalog.without_episode(), [&](const catalog::KnownArticle& one) { return articles_.contains(one.id); });
    if (unread == 0 || !is_minting) return;
    throw core::Error(core::ErrorKind::config,
                      fmt::format("--only: {} articles wait to be read, and [show] former_feed has GUIDs that may be "
                                  "theirs or of what --only names; run once without it",
                                  unread));
}

std::vector<std::string> Only::unknown_to(std::size_t shows) const {
    std::vector<std::string> names;
    if (shows_ == shows)
        std::ranges::copy_if(names_, std::back_inserter(names),
                             [&](const std::string& name) { return !known_.contains(name); });
    return names;
}

}  // namespace app
