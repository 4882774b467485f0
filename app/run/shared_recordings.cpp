#include "app/run/shared_recordings.h"

#include "app/run/news.h"
#include "fetch/listing/discover.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace app {

namespace {

constexpr const char* reason = "several pages offer its recording as theirs";
constexpr const char* told = "told";
constexpr const char* withdrawn = "withdrawn";
constexpr std::size_t most_named = 3;

using catalog::SharedRecording;
using Episodes = std::vector<SharedRecording::Episode>;

std::string pages_of(const SharedRecording& shared) {
    std::string text;
    for (std::size_t index = 0; index < shared.pages.size(); ++index) {
        const bool is_last = shared.are_all_named && index + 1 == shared.pages.size();
        text += (index == 0 ? "" : is_last ? " and " : ", ") + shared.pages[index];
    }
    return shared.are_all_named ? text : text + " and more";
}

/// The line's part on episodes; empty where there is none.
std::string words_of(const Episodes& episodes, const char* what, const char* command) {
    std::string text;
    for (std::size_t index = 0; index < std::min(episodes.size(), most_named); ++index)
        text += fmt::format("; the episode {} {} (newscast {} {})", quoted(episodes[index].title), what, command,
                            episodes[index].guid);
    if (episodes.size() > most_named) text += fmt::format("; so it is with {} more", episodes.size() - most_named);
    return text;
}

std::string fact_of(const SharedRecording::Episode& episode) {
    return "shared recording of " + episode.guid;
}

/// What is new of one source.
struct Found {
    std::vector<SharedRecording> recordings;
    Episodes standing;
    Episodes taken;
};

std::string line_of(const Found& found) {
    const std::vector<SharedRecording>& recordings = found.recordings;
    std::string text;
    for (std::size_t index = 0; index < std::min(recordings.size(), most_named); ++index)
        text += fmt::format("{}{} is offered by {} as their own recording", index == 0 ? "" : ", ",
                            fetch::printable(recordings[index].recording), pages_of(recordings[index]));
    const bool is_one = recordings.size() == 1;
    if (recordings.size() > most_named) text += fmt::format(", and so are {} more", recordings.size() - most_named);
    return text + (is_one ? ", so it is" : ", so they are") +
           " none of theirs; if it is one's, give the source an xpath for audio, or exclude what is no article" +
           words_of(found.standing, "stays all the same", "withdraw") +
           words_of(found.taken, "is withdrawn", "restore");
}

/// Which pages the operator takes for articles by what is configured now.
catalog::PageFilter page_filter(const RunContext& run, const std::vector<catalog::SourceRules>& sources) {
    std::map<std::string, std::function<bool(const std::string&)>> filters;
    for (std::size_t index = 0; index < sources.size(); ++index)
        filters.emplace(sources[index].identity, fetch::address_filter(run.config.sources[index]));
    return [filters](const std::string& source, const std::string& url) {
        const auto filter = filters.find(source);
        return filter != filters.end() && filter->second(url);
    };
}

}  // namespace

void note_recordings(const RunContext& run) {
    auto recordings = run.catalog.recordings_without_key();
    for (auto& [article, recording] : recordings) recording = fetch::file_identity_of(recording);
    run.catalog.set_recording_keys(recordings);
}

std::vector<SharedNews> refuse_shared(const RunContext& run, const std::vector<catalog::SourceRules>& sources) {
    std::map<std::string, Found> of_sources;
    for (const SharedRecording& shared : run.catalog.refuse_shared(page_filter(run, sources), run.now)) {
        Found& found = of_sources[shared.source];
        bool is_new = shared.untold > 0;
        for (const SharedRecording::Episode& episode : shared.episodes) {
            const std::string known = run.catalog.fact(fact_of(episode));
            // What came back after that, the operator brought back.
            if (known == withdrawn) continue;
            constexpr std::size_t telling = 2;
            if (episode.others >= telling) {
                run.catalog.withdraw(episode.guid, reason, run.dates);
                run.catalog.set_fact(fact_of(episode), withdrawn);
                found.taken.push_back(episode);
            } else if (known != told) {
                found.standing.push_back(episode);
            } else {
                continue;
            }
            is_new = true;
        }
        if (is_new) found.recordings.push_back(shared);
    }
    std::vector<SharedNews> news;
    for (const auto& [source, found] : of_sources) {
        if (found.recordings.empty()) continue;
        const bool is_due = is_news(run.catalog, run.now, "shared recordings of " + source, told);
        if (!is_due && found.taken.empty()) continue;
        for (const SharedRecording::Episode& episode : found.standing) run.catalog.set_fact(fact_of(episode), told);
        run.catalog.note_told_sharing(source);
        news.push_back({source, line_of(found)});
    }
    return news;
}

bool judge_shared(const RunContext& run, const std::vector<catalog::SourceRules>& sources) {
    const bool awaited = run.catalog.awaits_judgement();
    run.catalog.refuse_shared(page_filter(run, sources), run.now);
    return awaited;
}

}  // namespace app
