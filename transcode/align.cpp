#include "transcode/align.h"

#include "transcode/convert.h"
#include "transcode/evidence.h"
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

/// The recording or voice, and how loud it is.
SpeechLevels analyse(int descriptor, SpeechAnalysis& analysis, const Progress& progress = {}) {
    SpeechLevels levels;
    decode(
        descriptor,
        [&](std::span<const float> samples) {
            levels.add(samples);
            analysis.add(samples);
        },
        progress);
    return levels;
}

double seconds_of(std::uint32_t frame) {
    return static_cast<double>(frame) * hop / speech_rate;
}

/// The voice that says the text, in as many frames for a word as the recording has.
class Voice {
public:
    Voice(int descriptor, const std::vector<double>& sentence_ends)
        : descriptor_(descriptor), sentence_ends_(sentence_ends), hop_(hop), analysis_(hop_) {
        threshold_ = analyse(descriptor_, analysis_).threshold();
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

/// Frames of the recording in which the passages are spoken.
double spoken_in(const std::vector<Passage>& path, const SpeechAnalysis& heard) {
    double spoken = 0.0;
    for (const Passage& passage : path)
        for (std::uint32_t time = passage.start; time <= passage.end; ++time) spoken += heard.speaks(time) ? 1.0 : 0.0;
    return spoken;
}

/// How many frames of the text go into one of the recording where it is read.
double pace_of(const std::vector<Passage>& path, const SpokenText& text, const SpeechAnalysis& heard) {
    double said = 0.0;
    for (const Passage& passage : path) said += text.starts[passage.sentence + 1] - text.starts[passage.sentence];
    const double spoken = spoken_in(path, heard);
    return spoken > 0.0 ? said / spoken : 1.0;
}

/// The voice brought nearer to the reader's with each round.
class Learning {
public:
    Learning(const SpokenText& text, const SpeechAnalysis& heard, std::uint32_t heard_end)
        : text_(text), heard_(heard), heard_end_(heard_end) {}

    /// With so much for sound that is no text.
    void find(float others, float beam, float abrupt) {
        path_ = find_passages(search(heard_end_, others, beam, abrupt));
    }
    std::vector<Passage> find_all(float others, float beam, float abrupt) const {
        return find_passages(search(static_cast<std::uint32_t>(heard_.size()), others, beam, abrupt));
    }
    void learn() { mapping_ = learnt_from(search(heard_end_, 1.0F, 0.0F, 0.0F), path_); }

    const std::vector<Passage>& path() const { return path_; }
    double advantage() const { return advantage_of(search(heard_end_, 1.0F, 0.0F, 0.0F), path_); }

private:
    Search search(std::uint32_t end, float others, float beam, float abrupt) const {
        return {text_, heard_, end, mapping_, others, beam, abrupt};
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
constexpr float last_others = 0.93F;
constexpr int rounds = 4;
// Where a minute is inserted, what takes it for text is ahead of what does not by so much at times.
constexpr float beam = 30.0F;
constexpr float last_beam = 65.0F;
// People pause between sentences. A voice that is not known yet is better followed by that than by its sounds.
constexpr float first_abrupt = 3.0F;
constexpr float last_abrupt = 0.0F;

void learn(Learning& learning, float widest) {
    for (int round = 1; round <= rounds && !learning.path().empty(); ++round) {
        learning.learn();
        const bool last = round == rounds;
        learning.find(last ? last_others : later_others, last ? widest : beam, last ? last_abrupt : first_abrupt);
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

/// The median of how much better the passages are than other sound, for each frame.
double usual_goodness(const std::vector<Passage>& path) {
    std::vector<double> all;
    all.reserve(path.size());
    for (const Passage& passage : path)
        all.push_back(-static_cast<double>(passage.cost) / static_cast<double>(passage.end - passage.start + 1));
    if (all.empty()) return 1.0;
    const auto middle = all.begin() + std::ssize(all) / 2;
    std::ranges::nth_element(all, middle);
    return std::max(*middle, 1e-3);
}

struct Verdict {
    bool matched = false;
    double confidence = 0.0;
};

/// Whether what was found speaks for it that the recording reads the text: `advantage` as
/// evidence.h has it, `gain` is how much better the passages are
/// than other sound, for each frame of speech; `chance_of` gives what the text backwards gains, which costs as much as
/// finding the passages did. The bars lie between readings by people, flite, festival and espeak-ng's other voices and
/// recordings of other texts by the same: from three sentences on, and the more there is to go by the lower.
Verdict judge(double advantage, double gain, double seconds, const std::function<double()>& chance_of) {
    // Tunes are as good as speech for some sentences, but no worse for any other text.
    constexpr double least_advantage = 0.055;
    constexpr double sure_advantage = 0.12;
    constexpr double sure_seconds = 20.0;
    // A mapping that is learnt from a sentence or two makes them fit themselves: this is more than that.
    constexpr double overwhelming = 0.33;
    constexpr double least_strength = 0.08;
    constexpr double strength_seconds = 1.0;
    const bool hopeless = advantage < least_advantage && gain < overwhelming;
    const bool sure = advantage >= sure_advantage && seconds >= sure_seconds;
    const double beyond_chance = hopeless ? 0.0 : sure ? gain : gain - chance_of();
    const double strength = std::max(0.0, advantage + beyond_chance);
    const double bar = least_strength + strength_seconds / std::max(1.0, seconds);
    Verdict verdict;
    verdict.matched = !hopeless && ((advantage >= least_advantage && strength >= bar) || beyond_chance >= overwhelming);
    verdict.confidence = strength / (strength + bar);
    if (verdict.matched) verdict.confidence = std::max(verdict.confidence, 0.5);
    if (!verdict.matched) verdict.confidence = std::min(verdict.confidence, 0.5);
    return verdict;
}

/// Whether so many seconds of speech, in text or recording, are too few for a refusal to mean anything.
bool is_open(double confidence, double seconds) {
    constexpr double few = 5.0;
    constexpr double rather_few = 20.0;
    constexpr double near = 0.44;
    return seconds < few || (seconds < rather_few && confidence > near);
}

}  // namespace

Alignment align(int recording, int voice, const std::vector<double>& sentence_ends, const Progress& progress) {
    SpeechAnalysis heard(hop);
    const SpeechLevels levels = analyse(recording, heard, progress);
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
    learning.find(first_others, beam, first_abrupt);
    if (said.slow_down(pace_of(learning.path(), said.text(), heard))) learning.find(first_others, beam, first_abrupt);
    learn(learning, heard_end < frames ? beam : last_beam);
    std::vector<Passage> path = learning.path();
    if (heard_end < frames) path = learning.find_all(last_others, last_beam, last_abrupt);

    const double gain = gain_of(learning.path()) / speech;
    const Verdict verdict =
        judge(learning.advantage(), gain, spoken_in(learning.path(), heard) * hop / speech_rate, [&] {
            const SpokenText reversed = backwards(said.text());
            Learning other(reversed, heard, heard_end);
            other.find(first_others, beam, first_abrupt);
            learn(other, beam);
            return gain_of(other.path()) / speech;
        });
    found.matched = verdict.matched;
    // Of a long recording only the beginning was looked at, in which the text may not be yet.
    const bool is_elsewhere = heard_end < frames && 2 * said.text().frames.size() < frames;
    found.open =
        !found.matched &&
        (is_elsewhere || is_open(verdict.confidence,
                                 std::min(static_cast<double>(said.text().frames.size()), speech) * hop / speech_rate));
    found.confidence = verdict.confidence;
    if (!found.matched) return found;
    const SpeechEdges edges(levels, threshold);
    const double usual = usual_goodness(path);
    for (const Passage& passage : path) {
        SentenceTime time;
        time.sentence = passage.sentence;
        const double length = static_cast<double>(passage.end - passage.start + 1);
        // As good as the middle one is three quarters; what is a quarter as good may as well be something else.
        const double goodness = std::max(0.0, -static_cast<double>(passage.cost) / length);
        time.confidence = goodness / (goodness + usual / 3.0);
        constexpr double least_confidence = 0.45;
        if (time.confidence < least_confidence) continue;
        const double start = seconds_of(passage.start);
        const double end = seconds_of(passage.end + 1);
        const double middle = (start + end) / 2.0;
        const double before = found.sentences.empty() ? 0.0 : found.sentences.back().end;
        time.start = edges.onset(start, before, middle);
        time.end = edges.offset(end, middle, seconds_of(frames));
        found.sentences.push_back(time);
    }
    return found;
}

}  // namespace transcode
