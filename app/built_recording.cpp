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

Asked ask_for_built(fetch::Http& http, core::Article& article, const BuiltAsking& asking) {
    Asked asked;
    put_first(article.audio, asking.known);
    Candidates left;
    bool is_found = false;
    for (core::AudioCandidate& candidate : article.audio) {
        // Of several recordings that are as likely, one that is not there is none.
        const bool matters = candidate.built && !is_found && !asked.no_answer && (left.empty() || article.ambiguous);
        if (matters && asked.urls.size() == most_asked) {
            article.rejected.push_back({candidate.url, candidate.rule, "not asked for: too many were not there"});
            continue;
        }
        if (matters) {
            asked.urls.push_back(candidate.url);
            try {
                const fetch::Presence presence =
                    fetch::presence_of(http, {candidate.url, asking.page, asking.obey_robots});
                is_found = presence.is_there;
                if (!is_found) {
                    article.rejected.push_back(
                        {candidate.url, candidate.rule, "asked for, and not there: " + presence.reason});
                    continue;
                }
            } catch (const core::Error& error) {
                asked.no_answer = error;
            }
        }
        left.push_back(std::move(candidate));
    }
    article.audio = std::move(left);
    if (asked.urls.empty() || asked.no_answer) return asked;
    const auto named = std::ranges::count(article.audio, false, &core::AudioCandidate::built);
    article.ambiguous = article.ambiguous && named + (is_found ? 1 : 0) > 1;
    if (article.audio.empty())
        article.rules.erase("audio");
    else
        article.rules["audio"] = article.audio.front().rule;
    return asked;
}

}  // namespace app
