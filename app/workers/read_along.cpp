#include "app/workers/read_along.h"

#include "app/workers/values.h"
#include "app/workers/voice.h"
#include "core/error.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

std::chrono::milliseconds to_milliseconds(double seconds) {
    return std::chrono::milliseconds(std::llround(seconds * 1000.0));
}

/// The cues, each after the one before.
std::vector<core::Cue> cues_of(const transcode::Alignment& alignment, const std::vector<std::string>& sentences) {
    constexpr std::chrono::milliseconds shortest{100};
    std::vector<core::Cue> cues;
    cues.reserve(alignment.sentences.size());
    for (const transcode::SentenceTime& time : alignment.sentences) {
        core::Cue cue{to_milliseconds(time.start), to_milliseconds(time.end), sentences[time.sentence],
                      std::round(time.confidence * 100.0) / 100.0};
        if (!cues.empty()) cues.back().end = std::min(cues.back().end, cue.start);
        cue.end = std::max(cue.end, cue.start + shortest);
        cues.push_back(std::move(cue));
    }
    // Of two that begin as good as together the later one gives way.
    std::erase_if(cues, [](const core::Cue& cue) { return cue.end <= cue.start; });
    return cues;
}

}  // namespace

core::ReadAlong read_along(Workers& workers, int recording, const std::vector<std::string>& sentences,
                           const std::string& language, int scratch, const std::function<bool()>& ended,
                           const transcode::Progress& progress) {
    core::ReadAlong found;
    found.sentences = sentences.size();
    if (sentences.size() > most_sentences) {
        found.timing = core::Timing::unfit;
        found.reason =
            fmt::format("the text has {} sentences; no more than {} are looked for", sentences.size(), most_sentences);
        return found;
    }
    if (sentences.empty()) {
        found.timing = core::Timing::unfit;
        found.reason = "there is no sentence in the text";
        return found;
    }
    const auto voice = speak(sentences, language, scratch, ended);
    if (const auto* none = std::get_if<NoVoice>(&voice)) {
        found.timing = core::Timing::no_voice;
        found.reason = none->reason;
        return found;
    }
    const auto& spoken = std::get<Spoken>(voice);
    const transcode::Alignment alignment = workers.align(recording, scratch, spoken.sentence_ends, progress);
    found.confidence = std::round(alignment.confidence * 100.0) / 100.0;
    if (alignment.matched) {
        found.timing = core::Timing::timed;
        found.cues = cues_of(alignment, sentences);
        found.read = found.cues.size();
        core::seal(found);
        return found;
    }
    // Nobody reads three times as slowly as a synthesizer: then the text is not what is read, and does not claim to be.
    constexpr double slowest = 3.0;
    const double voice_seconds = spoken.sentence_ends.empty() ? 0.0 : spoken.sentence_ends.back();
    const bool is_short = alignment.duration > slowest * voice_seconds;
    found.timing = is_short || alignment.open ? core::Timing::unfit : core::Timing::other_text;
    found.reason = is_short         ? "the text is much shorter than the recording and is not found in it"
                   : alignment.open ? "there is too little to tell whether the recording reads this text"
                                    : "the recording does not read this text";
    return found;
}

}  // namespace app
