#include "fetch/article/audio_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double least_score = 0.45;  // what speaks for a recording less than this is not enough
constexpr double clear_lead = 0.1;    // two recordings nearer than this cannot be told apart
constexpr double tiny = 1e-9;         // sums of tenths differ by less
constexpr double day_bonus = 0.1;     // for a name that holds the day of publication

/// URLs of one recording.
struct Recording {
    std::string key;
    std::vector<OfferedRecording> sources;
    double score = 0.0;
    bool foreign = false;
};

std::string day_digits(const core::WrittenTime& time) {
    std::string day = core::format_iso8601(time).substr(0, 10);
    std::erase(day, '-');
    return day;
}

/// Parts of one thing: names that differ in their last number only.
bool are_parts(const std::string& a, const std::string& b) {
    const auto without_number = [](std::string key) {
        std::size_t end = key.size();
        while (end > 0 && key[end - 1] >= '0' && key[end - 1] <= '9') --end;
        if (key.size() - end > 2 || end == key.size()) return std::string();
        key.resize(end);
        return key;
    };
    const std::string left = without_number(a);
    return left.size() >= 6 && left == without_number(b);
}

std::vector<Recording> group(std::vector<OfferedRecording> offered) {
    std::map<std::string, std::size_t> places;
    std::vector<Recording> recordings;
    for (OfferedRecording& each : offered) {
        const std::string key = recording_key(each.candidate.url);
        const auto [place, is_new] = places.try_emplace(key, recordings.size());
        if (is_new) {
            recordings.push_back({});
            recordings.back().key = key;
            recordings.back().foreign = true;
        }
        Recording& recording = recordings[place->second];
        recording.foreign = recording.foreign && !each.foreign_title.empty();
        const auto known = std::ranges::find(recording.sources, each.candidate.url,
                                             [](const OfferedRecording& source) { return source.candidate.url; });
        if (known == recording.sources.end()) {
            recording.sources.push_back(std::move(each));
        } else if (each.candidate.score > known->candidate.score) {
            known->candidate = std::move(each.candidate);
        }
    }
    for (Recording& recording : recordings) {
        std::set<std::string> rules;
        for (const OfferedRecording& source : recording.sources) {
            recording.score = std::max(recording.score, source.candidate.score);
            rules.insert(source.candidate.rule);
        }
        recording.score += 0.05 * static_cast<double>(std::min<std::size_t>(rules.size(), 4) - 1);
        std::ranges::stable_sort(recording.sources, [](const OfferedRecording& a, const OfferedRecording& b) {
            return source_quality(a.candidate.url) > source_quality(b.candidate.url);
        });
    }
    std::ranges::stable_sort(recordings, std::greater<>(), &Recording::score);
    return recordings;
}

void accept(AudioFindings& found, const Recording& recording) {
    for (const OfferedRecording& source : recording.sources) {
        core::AudioCandidate candidate = source.candidate;
        candidate.score = std::round(std::min(recording.score, 1.0) * 100) / 100;
        found.accepted.push_back(std::move(candidate));
    }
}

void reject(AudioFindings& found, const Recording& recording, const std::string& reason) {
    for (const OfferedRecording& source : recording.sources)
        found.rejected.push_back({source.candidate.url, source.candidate.rule, reason});
}

void choose(AudioFindings& found, std::vector<Recording> recordings) {
    const auto foreign = std::ranges::count_if(recordings, &Recording::foreign);
    const bool some_own = foreign < std::ssize(recordings);
    std::vector<Recording> likely;
    for (Recording& recording : recordings) {
        if (recording.foreign && (some_own || foreign > 1)) {
            reject(found, recording, fmt::format("it is called '{}'", recording.sources.front().foreign_title));
        } else if (recording.score < least_score) {
            reject(found, recording, "too little speaks for it");
        } else {
            likely.push_back(std::move(recording));
        }
    }
    if (likely.empty()) return;
    const Recording& best = likely.front();
    std::vector<const Recording*> rivals;
    for (std::size_t i = 1; i < likely.size(); ++i) {
        if (are_parts(best.key, likely[i].key)) {
            reject(found, likely[i], "a later part beside the first");
        } else if (best.score - likely[i].score < clear_lead - tiny) {
            rivals.push_back(&likely[i]);
        } else {
            reject(found, likely[i], fmt::format("less likely than {}", best.sources.front().candidate.url));
        }
    }
    accept(found, best);
    for (const Recording* rival : rivals) accept(found, *rival);
    found.ambiguous = !rivals.empty();
}

}  // namespace

void choose_recording(std::vector<OfferedRecording> offered, const std::optional<core::WrittenTime>& published,
                      AudioFindings& found) {
    if (published) {
        const std::string day = day_digits(*published);
        for (OfferedRecording& each : offered) {
            const std::string& url = each.candidate.url;
            if (url.substr(0, url.find_first_of("?#")).find(day) != std::string::npos)
                each.candidate.score += day_bonus;
        }
    }
    choose(found, group(std::move(offered)));
}

}  // namespace fetch
