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
        // Of two that begin together the later one gives way.
        if (!cues.empty() && cue.start <= cues.back().start) continue;
        if (!cues.empty()) cues.back().end = std::min(cues.back().end, cue.start);
        cue.end = std::max(cue.end, cue.start + shortest);
        cues.push_back(std::move(cue));
    }
    return cues;
}

/// Why no recording can be expected to read such a text; "" where one may.
std::string unfitness(const std::vector<std::string>& sentences) {
    constexpr std::size_t longest = 5'000;      // bytes of a sentence: minutes
    constexpr std::size_t most_text = 600'000;  // bytes: about eight hours, a gigabyte of voice
    if (sentences.empty()) return "there is no sentence in the text";
    if (sentences.size() > most_sentences)
        return fmt::format("the text has {} sentences; no more than {} are looked for", sentences.size(),
                           most_sentences);
    std::size_t bytes = 0;
    for (const std::string& sentence : sentences) {
        if (sentence.size() > longest)
            return fmt::format("the text has a sentence of {} bytes; no longer ones than {} are looked for",
                               sentence.size(), longest);
        bytes += sentence.size();
    }
    if (bytes > most_text)
        return fmt::format("the text has {} bytes; no more than {} are looked for", bytes, most_text);
    return {};
}

}  // namespace

core::ReadAlong read_along(Workers& workers, int recording, const std::vector<std::string>& sentences,
                           const std::string& language, int scratch, const std::function<bool()>& ended,
                           const transcode::Progress& progress) {
    core::ReadAlong found;
    found.sentences = sentences.size();
    if (std::string reason = unfitness(sentences); !reason.empty()) {
        found.timing = core::Timing::unfit;
        found.reason = std::move(reason);
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
    if (alignment.matched && !alignment.sentences.empty()) {
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
