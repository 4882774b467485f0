#include "transcode/align.h"

#include "transcode/convert.h"
#include "transcode/recording.h"
#include "transcode/sentence_path.h"
#include "transcode/speech.h"
#include "transcode/voice_mapping.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace transcode {

namespace {

constexpr int hop = speech_rate / 50;  // 20 ms

void analyse(int descriptor, SpeechAnalysis& analysis, const Progress& progress) {
    Recording recording(descriptor);
    Converter converter({speech_rate, 1});
    constexpr int blocks_between = 200;
    int blocks = 0;
    while (true) {
        const std::span<const float> samples = recording.next();
        if (samples.empty()) break;
        analysis.add(converter.convert(samples, recording.shape()));
        if (progress && ++blocks % blocks_between == 0) progress(recording.progress());
    }
    analysis.add(converter.flush());
}

double seconds_of(std::uint32_t frame) {
    return static_cast<double>(frame) * hop / speech_rate;
}

/// The voice's speech in as many frames as the recording's, so that both go at about one pace.
SpokenText text_of(int voice, const std::vector<double>& sentence_ends, std::size_t heard_speech) {
    SpeechAnalysis first(hop);
    analyse(voice, first, {});
    const double threshold = first.speech_threshold();
    const double ratio =
        static_cast<double>(first.speaking(threshold)) / static_cast<double>(std::max<std::size_t>(1, heard_speech));
    constexpr double slowest = 0.5;
    constexpr double fastest = 2.0;
    const int own_hop = static_cast<int>(std::lround(hop * std::clamp(ratio, slowest, fastest)));
    SpeechAnalysis analysis(own_hop);
    analyse(voice, analysis, {});
    const SpeechAnalysis::Speech speech = analysis.speech(threshold);
    SpokenText text;
    text.starts.push_back(0);
    std::size_t frame = 0;
    for (const double end : sentence_ends) {
        const auto last = std::min(static_cast<std::size_t>(end * speech_rate / own_hop), speech.frames.size());
        for (; frame < last; ++frame)
            if (speech.speaks[frame]) text.frames.push_back(speech.frames[frame]);
        // A sentence that the voice says nothing for is one frame long, which hardly anything is like.
        if (text.frames.size() == text.starts.back()) text.frames.emplace_back();
        text.starts.push_back(static_cast<std::uint32_t>(text.frames.size()));
    }
    return text;
}

/// The text found in the recording, the voice brought nearer to the reader's with each round.
std::vector<Passage> fit(const SpokenText& text, const SpeechAnalysis::Speech& heard) {
    // What sound that is no text costs: at first so much that everything is taken for text.
    constexpr float first_others = 1.0F;
    constexpr float later_others = 0.96F;
    constexpr float last_others = 0.9F;
    constexpr int rounds = 4;
    std::vector<Passage> path = find_passages(text, heard.frames, heard.speaks, first_others);
    SpokenText said = text;
    std::vector<SpeechFrame> sound = heard.frames;
    for (int round = 1; round <= rounds && !path.empty(); ++round) {
        std::vector<FramePair> pairs;
        for (const Passage& passage : path) {
            const std::vector<FramePair> more = pair_frames(said, sound, heard.speaks, passage);
            pairs.insert(pairs.end(), more.begin(), more.end());
        }
        const VoiceMapping mapping(text.frames, heard.frames, pairs);
        said.frames = mapping.mapped(text.frames);
        sound = mapping.scaled(heard.frames);
        path = find_passages(said, sound, heard.speaks, round == rounds ? last_others : later_others);
    }
    return path;
}

/// How much better than other sound the passages are, for each frame of speech.
double gain_of(const std::vector<Passage>& path, std::size_t speech) {
    double gain = 0.0;
    for (const Passage& passage : path) gain -= static_cast<double>(passage.cost);
    return gain / static_cast<double>(std::max<std::size_t>(1, speech));
}

/// Each sentence backwards: the same sounds, and no text that anybody reads.
SpokenText backwards(SpokenText text) {
    for (std::size_t i = 0; i + 1 < text.starts.size(); ++i)
        std::reverse(text.frames.begin() + text.starts[i], text.frames.begin() + text.starts[i + 1]);
    return text;
}

/// Where somebody begins or ceases to speak after or before a pause, in seconds.
class Edges {
public:
    Edges(const std::vector<std::uint8_t>& levels, double threshold) {
        constexpr std::size_t shortest_pause = 16;  // levels: 80 ms
        constexpr double level_seconds = static_cast<double>(SpeechAnalysis::level_hop) / speech_rate;
        std::size_t quiet = shortest_pause;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            if (levels[i] >= threshold) {
                if (++quiet == shortest_pause) offsets_.push_back(static_cast<double>(i + 1 - quiet) * level_seconds);
                continue;
            }
            if (quiet >= shortest_pause) onsets_.push_back(static_cast<double>(i) * level_seconds);
            quiet = 0;
        }
    }

    double onset(double near, double from, double to) const { return nearest(onsets_, near, from, to); }
    double offset(double near, double from, double to) const { return nearest(offsets_, near, from, to); }

private:
    static double nearest(const std::vector<double>& edges, double near, double from, double to) {
        constexpr double furthest = 0.5;
        const auto after = std::ranges::lower_bound(edges, near);
        double best = near;
        double distance = furthest;
        const auto consider = [&](double edge) {
            if (edge < from || edge > to || std::fabs(edge - near) >= distance) return;
            distance = std::fabs(edge - near);
            best = edge;
        };
        if (after != edges.end()) consider(*after);
        if (after != edges.begin()) consider(*(after - 1));
        return best;
    }

    std::vector<double> onsets_;
    std::vector<double> offsets_;
};

}  // namespace

Alignment align(int recording, int voice, const std::vector<double>& sentence_ends, const Progress& progress) {
    SpeechAnalysis analysis(hop);
    analyse(recording, analysis, progress);
    const double threshold = analysis.speech_threshold();
    const SpeechAnalysis::Speech heard = analysis.speech(threshold);
    const SpokenText text = text_of(voice, sentence_ends, analysis.speaking(threshold));
    const auto speech = static_cast<std::size_t>(std::ranges::count(heard.speaks, true));
    const std::vector<Passage> path = fit(text, heard);

    Alignment found;
    found.duration = seconds_of(static_cast<std::uint32_t>(heard.frames.size()));
    const double gain = gain_of(path, speech);
    constexpr double sure = 0.2;
    constexpr double least = 0.04;
    constexpr double times = 1.8;
    double chance = 0.0;
    if (gain < sure) chance = gain_of(fit(backwards(text), heard), speech);
    found.matched = gain >= sure || (gain - chance >= least && gain >= times * chance);
    found.confidence = std::clamp((gain - chance) / (2.0 * sure), 0.0, 1.0);
    if (!found.matched) return found;
    const Edges edges(analysis.levels(), threshold);
    for (const Passage& passage : path) {
        SentenceTime time;
        time.sentence = passage.sentence;
        const double start = seconds_of(passage.start);
        const double end = seconds_of(passage.end + 1);
        const double middle = (start + end) / 2.0;
        const double before = found.sentences.empty() ? 0.0 : found.sentences.back().end;
        time.start = edges.onset(start, before, middle);
        time.end = edges.offset(end, middle, seconds_of(static_cast<std::uint32_t>(heard.frames.size())));
        const double frames = static_cast<double>(passage.end - passage.start + 1);
        time.confidence = std::clamp(-static_cast<double>(passage.cost) / frames / (2.0 * sure), 0.0, 1.0);
        found.sentences.push_back(time);
    }
    return found;
}

}  // namespace transcode
