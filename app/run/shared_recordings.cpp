#include "app/run/shared_recordings.h"

#include "app/run/news.h"
#include "fetch/markup/url_identity.h"

#include <fmt/format.h>

#include <utility>

namespace app {

namespace {

constexpr const char* reason = "several pages offer its recording as theirs";
constexpr const char* told = "told";
constexpr const char* withdrawn = "withdrawn";

using Episodes = std::vector<std::pair<std::string, std::string>>;  ///< GUID and title

std::string pages_of(const catalog::SharedRecording& shared) {
    const std::size_t named = shared.pages.size();
    const bool are_all = named == shared.others + 1;
    std::string text;
    for (std::size_t index = 0; index < named; ++index) {
        const bool is_last = are_all && index + 1 == named;
        text += (index == 0 ? "" : is_last ? " and " : ", ") + shared.pages[index];
    }
    return are_all ? text : text + " and more";
}

/// The line's part on episodes; empty where there is none.
std::string words_of(const Episodes& episodes, const char* what, const char* command) {
    constexpr std::size_t most_named = 3;
    std::string text;
    for (std::size_t index = 0; index < std::min(episodes.size(), most_named); ++index)
        text += fmt::format("; the episode {} {} (newscast {} {})", quoted(episodes[index].second), what, command,
                            episodes[index].first);
    if (episodes.size() > most_named) text += fmt::format("; so it is with {} more", episodes.size() - most_named);
    return text;
}

}  // namespace

void note_recordings(const RunContext& run) {
    auto recordings = run.catalog.recordings_without_key();
    for (auto& [article, recording] : recordings) recording = fetch::unsigned_identity_of(recording);
    run.catalog.set_recording_keys(recordings);
}

std::vector<SharedNews> refuse_shared(const RunContext& run) {
    std::vector<SharedNews> news;
    for (const catalog::SharedRecording& shared : run.catalog.refuse_shared(run.now)) {
        Episodes standing;
        Episodes taken;
        for (const auto& episode : shared.episodes) {
            const std::string fact = "shared recording of " + episode.first;
            const std::string known = run.catalog.fact(fact);
            // What came back after that, the operator brought back.
            if (known == withdrawn) continue;
            constexpr std::size_t telling = 2;
            if (shared.others >= telling) {
                run.catalog.withdraw(episode.first, reason, run.dates);
                run.catalog.set_fact(fact, withdrawn);
                taken.push_back(episode);
            } else if (known != told) {
                run.catalog.set_fact(fact, told);
                standing.push_back(episode);
            }
        }
        const bool is_loss = shared.lost > 0 && is_news(run.catalog, run.now, "shared recording " + shared.key, told);
        if (!is_loss && standing.empty() && taken.empty()) continue;
        news.push_back(
            {shared.source,
             fmt::format(
                 "{} is offered by {} as their own recording, so it is none of theirs; if it is one's, give the "
                 "source an xpath for audio, or exclude what is no article{}{}",
                 shared.key, pages_of(shared), words_of(standing, "stays all the same", "withdraw"),
                 words_of(taken, "is withdrawn", "restore"))});
    }
    return news;
}

}  // namespace app
