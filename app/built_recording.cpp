#include "app/built_recording.h"

#include "fetch/web/download.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {

using Candidates = std::vector<core::AudioCandidate>;

/// More voices than any newspaper has: a page must not make us ask without end.
constexpr std::size_t most_asked = 16;

void put_first(Candidates& candidates, const std::string& url) {
    const auto known = std::ranges::find(candidates, url, &core::AudioCandidate::url);
    const auto first = std::ranges::find(candidates, true, &core::AudioCandidate::built);
    if (known != candidates.end() && known->built) std::rotate(first, known, known + 1);
}

}  // namespace

std::vector<std::string> ask_for_built(fetch::Http& http, core::Article& article, const BuiltAsking& asking) {
    std::vector<std::string> asked;
    put_first(article.audio, asking.known);
    Candidates left;
    bool is_found = false;
    for (core::AudioCandidate& candidate : article.audio) {
        // Of several recordings that are as likely, one that is not there is none.
        const bool matters = candidate.built && !is_found && (left.empty() || article.ambiguous);
        if (matters && asked.size() == most_asked) {
            article.rejected.push_back({candidate.url, candidate.rule, "not asked for: too many were not there"});
            continue;
        }
        if (matters) {
            asked.push_back(candidate.url);
            const fetch::Presence presence = fetch::presence_of(http, {candidate.url, asking.page, asking.obey_robots});
            if (!presence.is_there) {
                article.rejected.push_back(
                    {candidate.url, candidate.rule, "asked for, and not there: " + presence.reason});
                continue;
            }
            is_found = true;
        }
        left.push_back(std::move(candidate));
    }
    article.audio = std::move(left);
    if (asked.empty()) return asked;
    const auto named = std::ranges::count(article.audio, false, &core::AudioCandidate::built);
    article.ambiguous = article.ambiguous && named + (is_found ? 1 : 0) > 1;
    if (article.audio.empty())
        article.rules.erase("audio");
    else
        article.rules["audio"] = article.audio.front().rule;
    return asked;
}

}  // namespace app
