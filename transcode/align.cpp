#include "transcode/align.h"

#include "transcode/convert.h"
#include "transcode/recording.h"
#include "transcode/sentence_path.h"
#include "transcode/speech.h"
#include "transcode/speech_edges.h"
#include "transcode/voice_mapping.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace transcode {

namespace {

constexpr int hop = speech_rate / 50;  // 20 ms

using Samples = std::function<void(std::span<const float>)>;

void decode(int descriptor, const Samples& samples_of, const Progress& progress = {}) {
    Recording recording(descriptor);
    Converter converter({speech_rate, 1});
    constexpr int blocks_between = 200;
    int blocks = 0;
    while (true) {
        const std::span<const float> samples = recording.next();
        if (samples.empty()) break;
        samples_of(converter.convert(samples, recording.shape()));
        if (progress && ++blocks % blocks_between == 0) progress(recording.progress());
    }
    samples_of(converter.flush());
}

double seconds_of(std::uint32_t frame) {
    return static_cast<double>(frame) * hop / speech_rate;
}

/// The voice that says the text, in as many frames for a word as the recording has.
class Voice {
public:
    Voice(int descriptor, const std::vector<double>& sentence_ends)
        : descriptor_(descriptor), sentence_ends_(sentence_ends), hop_(hop), analysis_(hop_) {
        SpeechLevels levels;
        decode(descriptor_, [&](std::span<const float> samples) {
            levels.add(samples);
            analysis_.add(samples);
        });
        threshold_ = levels.threshold();
        list();
    }

    const SpokenText& text() const { return text_; }

    /// Makes it so many times fewer frames. Returns whether that was worth doing.
    bool slow_down(double times) {
        constexpr double worth = 0.08;
        constexpr double slowest = 0.5;
        constexpr double fastest = 2.5;
        const int wanted = static_cast<int>(std::lround(std::clamp(hop_ * times, hop * slowest, hop * fastest)));
        if (std::abs(wanted - hop_) < worth * hop_) return false;
        hop_ = wanted;
        analysis_ = SpeechAnalysis(hop_);
        decode(descriptor_, [&](std::span<const float> samples) { analysis_.add(samples); });
        list();
        return true;
    }

private:
    void list() {
        analysis_.finish(threshold_);
        text_ = {&analysis_, {}, {0}};
        std::size_t frame = 0;
        for (const double end : sentence_ends_) {
            const auto last =
                std::min(static_cast<std::size_t>(std::max(0.0, end) * speech_rate / hop_), analysis_.size());
            for (; frame < last; ++frame)
                if (analysis_.speaks(frame)) text_.frames.push_back(static_cast<std::uint32_t>(frame));
            // A sentence that the voice says nothing for is one frame long, which hardly anything is like.
            if (text_.frames.size() == text_.starts.back() && analysis_.size() > 0)
                text_.frames.push_back(static_cast<std::uint32_t>(std::min(frame, analysis_.size() - 1)));
            text_.starts.push_back(static_cast<std::uint32_t>(text_.frames.size()));
        }
    }

    int descriptor_;
    const std::vector<double>& sentence_ends_;
    int hop_;
    SpeechAnalysis analysis_;
    double threshold_ = 0.0;
    SpokenText text_;
};

/// How many frames of the text go into one of the recording where it is read.
double pace_of(const std::vector<Passage>& path, const SpokenText& text, const SpeechAnalysis& heard) {
    double said = 0.0;
    double spoken = 0.0;
    for (const Passage& passage : path) {
        said += text.starts[passage.sentence + 1] - text.starts[passage.sentence];
        for (std::uint32_t time = passage.start; time <= passage.end; ++time) spoken += heard.speaks(time) ? 1.0 : 0.0;
    }
    return spoken > 0.0 ? said / spoken : 1.0;
}

/// The voice brought nearer to the reader's with each round.
class Learning {
public:
    Learning(const SpokenText& text, const SpeechAnalysis& heard, std::uint32_t heard_end)
        : text_(text), heard_(heard), heard_end_(heard_end) {}

    /// With so much for sound that is no text.
    void find(float others, float beam) { path_ = find_passages(search(heard_end_, others, beam)); }
    std::vector<Passage> find_all(float others, float beam) const {
        return find_passages(search(static_cast<std::uint32_t>(heard_.size()), others, beam));
    }
    void learn() {
        std::vector<FramePair> pairs;
        for (const Passage& passage : path_) {
            const std::vector<FramePair> more = pair_frames(search(heard_end_, 1.0F, 0.0F), passage);
            pairs.insert(pairs.end(), more.begin(), more.end());
        }
        mapping_ = VoiceMapping([this](std::size_t at) { return text_.frame(at); },
                                [this](std::size_t at) { return heard_.frame(at); }, pairs);
    }

    const std::vector<Passage>& path() const { return path_; }

private:
    Search search(std::uint32_t end, float others, float beam) const {
        return {text_, heard_, end, mapping_, others, beam};
    }

    const SpokenText& text_;
    const SpeechAnalysis& heard_;
    std::uint32_t heard_end_;
    VoiceMapping mapping_;
    std::vector<Passage> path_;
};

// What sound that is no text costs: at first so much that everything is taken for text.
constexpr float first_others = 1.0F;
constexpr float later_others = 0.96F;
constexpr float last_others = 0.9F;
constexpr int rounds = 4;
// Where a minute is inserted, what takes it for text is ahead of what does not by so much at times.
constexpr float beam = 30.0F;
constexpr float last_beam = 65.0F;

void learn(Learning& learning, float widest) {
    for (int round = 1; round <= rounds && !learning.path().empty(); ++round) {
        learning.learn();
        const bool last = round == rounds;
        learning.find(last ? last_others : later_others, last ? widest : beam);
    }
}

/// How much better than other sound the passages are.
double gain_of(const std::vector<Passage>& path) {
    double gain = 0.0;
    for (const Passage& passage : path) gain -= static_cast<double>(passage.cost);
    return gain;
}

/// Each sentence backwards: the same sounds, and no text that anybody reads.
SpokenText backwards(SpokenText text) {
    for (std::size_t i = 0; i + 1 < text.starts.size(); ++i)
        std::reverse(text.frames.begin() + text.starts[i], text.frames.begin() + text.starts[i + 1]);
    return text;
}

}  // namespace

Alignment align(int recording, int voice, const std::vector<double>& sentence_ends, const Progress& progress) {
    SpeechAnalysis heard(hop);
    SpeechLevels levels;
    decode(
        recording,
        [&](std::span<const float> samples) {
            levels.add(samples);
            heard.add(samples);
        },
        progress);
    const double threshold = levels.threshold();
    heard.finish(threshold);
    Voice said(voice, sentence_ends);
    const auto frames = static_cast<std::uint32_t>(heard.size());
    constexpr std::uint32_t excerpt = 30'000;  // ten minutes
    const std::uint32_t heard_end = std::min(frames, excerpt);
    double speech = 0.0;
    for (std::uint32_t i = 0; i < heard_end; ++i) speech += heard.speaks(i) ? 1.0 : 0.0;
    Alignment found;
    found.duration = seconds_of(frames);
    if (said.text().frames.empty() || speech == 0.0) return found;

    // As if all was read; lengths that differ by more than readers do tell that it is not.
    constexpr double likely_pace = 1.35;
    const double pace = static_cast<double>(said.text().frames.size()) / speech;
    if (pace < likely_pace && pace > 1.0 / likely_pace) said.slow_down(pace);
    Learning learning(said.text(), heard, heard_end);
    learning.find(first_others, beam);
    if (said.slow_down(pace_of(learning.path(), said.text(), heard))) learning.find(first_others, beam);
    learn(learning, heard_end < frames ? beam : last_beam);
    std::vector<Passage> path = learning.path();
    if (heard_end < frames) path = learning.find_all(last_others, last_beam);

    const double gain = gain_of(learning.path()) / speech;
    constexpr double sure = 0.2;
    constexpr double least = 0.04;
    constexpr double times = 1.8;
    double chance = 0.0;
    if (gain < sure) {
        const SpokenText reversed = backwards(said.text());
        Learning other(reversed, heard, heard_end);
        other.find(first_others, beam);
        learn(other, beam);
        chance = gain_of(other.path()) / speech;
    }
    found.matched = gain >= sure || (gain - chance >= least && gain >= times * chance);
    found.confidence = std::clamp((gain - chance) / (2.0 * sure), 0.0, 1.0);
    if (!found.matched) return found;
    const SpeechEdges edges(levels, threshold);
    for (const Passage& passage : path) {
        SentenceTime time;
        time.sentence = passage.sentence;
        const double start = seconds_of(passage.start);
        const double end = seconds_of(passage.end + 1);
        const double middle = (start + end) / 2.0;
        const double before = found.sentences.empty() ? 0.0 : found.sentences.back().end;
        time.start = edges.onset(start, before, middle);
        time.end = edges.offset(end, middle, seconds_of(frames));
        const double length = static_cast<double>(passage.end - passage.start + 1);
        time.confidence = std::clamp(-static_cast<double>(passage.cost) / length / (2.0 * sure), 0.0, 1.0);
        found.sentences.push_back(time);
    }
    return found;
}

}  // namespace transcode
