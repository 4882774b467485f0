#include "transcode/align.h"

#include "transcode/convert.h"
#include "transcode/recording.h"
#include "transcode/speech.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <optional>

namespace transcode {

namespace {

double env(const char* name, double otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atof(text) : otherwise;
}

constexpr int coarse_hop = speech_rate / 50;
constexpr float infinite = std::numeric_limits<float>::infinity();

void analyse(int descriptor, SpeechAnalysis& analysis, const Progress& progress) {
    Recording recording(descriptor);
    Converter converter({speech_rate, 1});
    int blocks = 0;
    while (true) {
        const std::span<const float> samples = recording.next();
        if (samples.empty()) break;
        analysis.add(converter.convert(samples, recording.shape()));
        if (progress && ++blocks % 200 == 0) progress(recording.progress());
    }
    analysis.add(converter.flush());
}

/// The level, in decibels below full scale, above which somebody speaks.
double speech_threshold(const std::vector<std::uint8_t>& levels) {
    std::array<std::size_t, 256> counts{};
    for (const std::uint8_t level : levels) ++counts[level];
    const auto quantile = [&](double share) {
        auto left = static_cast<std::ptrdiff_t>(share * static_cast<double>(levels.size()));
        for (int level = 0; level < 256; ++level) {
            left -= static_cast<std::ptrdiff_t>(counts[static_cast<std::size_t>(level)]);
            if (left < 0) return static_cast<double>(level);
        }
        return 255.0;
    };
    const double loud = quantile(0.1);
    const double quiet = std::min(quantile(0.95), loud + 60.0);
    return loud + (quiet - loud) * env("THR", 0.6);
}

constexpr std::size_t width = 2 * SpeechFrame::coefficients + 1;
using Features = std::array<float, width>;

/// The frames in which somebody speaks, normalized: each coefficient and its slope to zero mean and unit deviation.
struct Speech {
    std::vector<Features> features;  ///< of all frames
    std::vector<bool> speaks;
};

Speech speech_of(const SpeechAnalysis& analysis, double threshold) {
    const auto& frames = analysis.frames();
    Speech speech;
    speech.features.resize(frames.size());
    speech.speaks.resize(frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto at = [&](std::ptrdiff_t by) -> const SpeechFrame& {
            const auto index = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(i) + by, 0, std::ssize(frames) - 1);
            return frames[static_cast<std::size_t>(index)];
        };
        Features& out = speech.features[i];
        for (std::size_t k = 0; k < SpeechFrame::coefficients; ++k) {
            out[k] = frames[i].cepstrum[k];
            out[SpeechFrame::coefficients + k] =
                2.0F * (at(2).cepstrum[k] - at(-2).cepstrum[k]) + at(1).cepstrum[k] - at(-1).cepstrum[k];
        }
        out[width - 1] = frames[i].level_db;
        speech.speaks[i] = -frames[i].level_db < threshold;
    }
    std::array<double, width> mean{};
    std::array<double, width> square{};
    double count = 1e-9;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (!speech.speaks[i]) continue;
        count += 1.0;
        for (std::size_t k = 0; k < width; ++k) {
            mean[k] += speech.features[i][k];
            square[k] += static_cast<double>(speech.features[i][k]) * speech.features[i][k];
        }
    }
    std::array<float, width> shift{};
    std::array<float, width> scale{};
    for (std::size_t k = 0; k < width; ++k) {
        const double average = mean[k] / count;
        const double deviation = std::sqrt(std::max(square[k] / count - average * average, 1e-9));
        const double weight = k < SpeechFrame::coefficients ? 1.0 : k + 1 < width ? env("WD", 0.7) : env("WL", 0.7);
        shift[k] = static_cast<float>(average);
        scale[k] = static_cast<float>(weight / deviation);
    }
    for (Features& each : speech.features) {
        for (std::size_t k = 0; k < width; ++k) each[k] = std::clamp((each[k] - shift[k]) * scale[k], -3.0F, 3.0F);
    }
    return speech;
}

float distance(const Features& a, const Features& b) {
    float sum = 0.0F;
    for (std::size_t k = 0; k < width; ++k) {
        const float difference = a[k] - b[k];
        sum += difference * difference;
    }
    return std::sqrt(sum);
}

struct Passage {
    std::int32_t before = -1;  ///< index of the passage before; -1: none
    std::uint32_t sentence = 0;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    float cost = 0.0F;
};

/// Maps what one voice says to what another one sounds like.
struct Mapping {
    static constexpr int context = 3;
    static constexpr std::size_t inputs = 3 * width + 1;
    std::vector<float> matrix = std::vector<float>(width * inputs, 0.0F);
    std::array<float, width> residual{};  // variances
    double explained = 0.0;

    static std::array<float, inputs> input(const std::vector<Features>& text, std::size_t at) {
        std::array<float, inputs> in{};
        const auto put = [&](std::size_t place, std::ptrdiff_t by) {
            const auto index = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(at) + by, 0, std::ssize(text) - 1);
            std::ranges::copy(text[static_cast<std::size_t>(index)], in.begin() + static_cast<std::ptrdiff_t>(place * width));
        };
        put(0, 0);
        put(1, -context);
        put(2, context);
        in[inputs - 1] = 1.0F;
        return in;
    }
    Features operator()(const std::vector<Features>& text, std::size_t at) const {
        const auto in = input(text, at);
        Features out{};
        for (std::size_t k = 0; k < width; ++k) {
            float sum = 0.0F;
            for (std::size_t i = 0; i < inputs; ++i) sum += matrix[k * inputs + i] * in[i];
            out[k] = sum;
        }
        return out;
    }
};

struct Pair {
    std::uint32_t heard;
    std::uint32_t said;
};

Mapping learn(const std::vector<Features>& text, const std::vector<Features>& sound, const std::vector<Pair>& pairs) {
    constexpr std::size_t n = Mapping::inputs;
    std::vector<double> gram(n * n, 0.0);
    std::vector<double> right(n * width, 0.0);
    for (const Pair& pair : pairs) {
        const auto in = Mapping::input(text, pair.said);
        const Features& out = sound[pair.heard];
        for (std::size_t i = 0; i < n; ++i) {
            if (in[i] == 0.0F) continue;
            for (std::size_t j = 0; j <= i; ++j) gram[i * n + j] += static_cast<double>(in[i]) * in[j];
            for (std::size_t k = 0; k < width; ++k) right[i * width + k] += static_cast<double>(in[i]) * out[k];
        }
    }
    const double ridge = env("RIDGE", 100.0);
    for (std::size_t i = 0; i < n; ++i) gram[i * n + i] += ridge;
    // Cholesky.
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = gram[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= gram[i * n + k] * gram[j * n + k];
            gram[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-9)) : sum / gram[j * n + j];
        }
    }
    Mapping mapping;
    for (std::size_t k = 0; k < width; ++k) {
        std::vector<double> x(n);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = right[i * width + k];
            for (std::size_t j = 0; j < i; ++j) sum -= gram[i * n + j] * x[j];
            x[i] = sum / gram[i * n + i];
        }
        for (std::size_t i = n; i-- > 0;) {
            double sum = x[i];
            for (std::size_t j = i + 1; j < n; ++j) sum -= gram[j * n + i] * x[j];
            x[i] = sum / gram[i * n + i];
        }
        for (std::size_t i = 0; i < n; ++i) mapping.matrix[k * n + i] = static_cast<float>(x[i]);
    }
    std::array<double, width> error{};
    std::array<double, width> energy{};
    for (const Pair& pair : pairs) {
        const Features said = mapping(text, pair.said);
        for (std::size_t k = 0; k < width; ++k) {
            const double difference = sound[pair.heard][k] - said[k];
            error[k] += difference * difference;
            energy[k] += static_cast<double>(sound[pair.heard][k]) * sound[pair.heard][k];
        }
    }
    for (std::size_t k = 0; k < width; ++k) {
        mapping.residual[k] = static_cast<float>(std::max(error[k] / std::max<std::size_t>(1, pairs.size()), 1e-3));
        mapping.explained += (1.0 - error[k] / std::max(energy[k], 1e-9)) / width;
    }
    return mapping;
}

class Aligner {
public:
    Aligner(std::vector<Features> text, std::vector<std::uint32_t> starts, float garbage)
        : garbage_(garbage), text_(std::move(text)), starts_(std::move(starts)) {
        sentences_ = starts_.size() - 1;
        const std::size_t states = text_.size() + 4;
        for (auto* costs : {&cost_, &next_}) costs->assign(states, infinite);
        passage_.assign(states, -1);
        begun_.assign(states, 0);
        begun_cost_.assign(states, 0.0F);
        next_passage_ = passage_;
        next_begun_ = begun_;
        next_begun_cost_ = begun_cost_;
        gap_cost_.assign(sentences_ + 1, infinite);
        gap_passage_.assign(sentences_ + 1, -1);
        gap_cost_[0] = 0.0F;
        sentence_of_.resize(text_.size());
        for (std::size_t i = 0; i < sentences_; ++i)
            for (std::uint32_t at = starts_[i]; at < starts_[i + 1]; ++at) sentence_of_[at] = static_cast<std::uint32_t>(i);
        constexpr std::size_t samples = 64;
        for (std::size_t i = 0; i < samples; ++i) sample_.push_back(text_[i * text_.size() / samples]);
    }

    void hear(std::uint32_t time, const Features& frame, bool speaks) {
        if (!speaks) {
            for (const std::uint32_t state : active_) cost_[state] += pause_price_;
            return;
        }
        float mean = 0.0F;
        for (const Features& each : sample_) mean += distance(frame, each);
        mean /= static_cast<float>(sample_.size());
        // What may be at work in this frame: each state goes on to itself and the next three.
        active_next_.clear();
        std::int64_t last = -1;
        const auto push = [&](std::uint32_t state) {
            if (static_cast<std::int64_t>(state) <= last || state >= text_.size()) return;
            active_next_.push_back(state);
            last = state;
        };
        // Entries: the best way to have come to each sentence's beginning.
        float entry = infinite;
        std::int32_t entry_passage = -1;
        entries_.clear();
        const float limit = best_ + beam_;
        for (std::size_t i = 0; i < sentences_; ++i) {
            entry += skip_price_;
            if (gap_cost_[i] < entry) {
                entry = gap_cost_[i];
                entry_passage = gap_passage_[i];
            }
            const float cost = entry + entry_price_;
            if (cost < limit) entries_.push_back({starts_[i], cost, entry_passage});
        }
        std::size_t next_entry = 0;
        for (const std::uint32_t state : active_) {
            while (next_entry < entries_.size() && entries_[next_entry].state <= state) push(entries_[next_entry++].state);
            for (std::uint32_t by = 0; by < 4; ++by) push(state + by);
        }
        while (next_entry < entries_.size()) push(entries_[next_entry++].state);

        next_entry = 0;
        float best = infinite;
        for (const std::uint32_t state : active_next_) {
            float cost = infinite;
            std::uint32_t from = state;
            const std::uint32_t sentence = sentence_of_[state];
            static constexpr std::array<float, 4> prices{1.0F, 0.0F, 0.35F, 0.8F};
            for (std::uint32_t by = 0; by < 4 && by <= state; ++by) {
                if (sentence_of_[state - by] != sentence) break;
                const float candidate = cost_[state - by] + prices[by] * step_price_;
                if (candidate < cost) {
                    cost = candidate;
                    from = state - by;
                }
            }
            bool entered = false;
            while (next_entry < entries_.size() && entries_[next_entry].state < state) ++next_entry;
            if (next_entry < entries_.size() && entries_[next_entry].state == state && entries_[next_entry].cost < cost) {
                cost = entries_[next_entry].cost;
                entered = true;
            }
            if (cost >= limit) {
                next_[state] = infinite;
                continue;
            }
            next_begun_[state] = entered ? time : begun_[from];
            next_begun_cost_[state] = entered ? cost : begun_cost_[from];
            next_passage_[state] = entered ? entries_[next_entry].passage : passage_[from];
            next_[state] = cost + distance(frame, text_[state]) / mean - garbage_;
            best = std::min(best, next_[state]);
        }
        for (const std::uint32_t state : active_) cost_[state] = infinite;
        std::swap(cost_, next_);
        std::swap(passage_, next_passage_);
        std::swap(begun_, next_begun_);
        std::swap(begun_cost_, next_begun_cost_);
        for (const float gap : gap_cost_) best = std::min(best, gap);
        best_ = best;
        active_.clear();
        for (const std::uint32_t state : active_next_) {
            if (cost_[state] > best + beam_) {
                cost_[state] = infinite;
            } else {
                active_.push_back(state);
            }
        }
        most_ = std::max(most_, active_.size());
        total_ += active_.size();
        // Whoever has come to a sentence's end may leave it.
        for (std::size_t i = 0; i < sentences_; ++i) {
            for (std::uint32_t back = 1; back <= 3 && back <= starts_[i + 1] - starts_[i]; ++back) {
                const std::uint32_t end = starts_[i + 1] - back;
                const float cost = cost_[end] + static_cast<float>(back - 1) * 0.3F;
                if (cost >= gap_cost_[i + 1] - 1e-3F) continue;
                gap_cost_[i + 1] = cost;
                gap_passage_[i + 1] = static_cast<std::int32_t>(passages_.size());
                passages_.push_back({passage_[end], static_cast<std::uint32_t>(i), begun_[end], time, cost - begun_cost_[end]});
            }
        }
    }

    std::vector<Passage> path() const {
        std::int32_t last = -1;
        float best = infinite;
        for (std::size_t i = 0; i <= sentences_; ++i) {
            const float cost = gap_cost_[i] + skip_price_ * static_cast<float>(sentences_ - i);
            if (cost < best) {
                best = cost;
                last = gap_passage_[i];
            }
        }
        std::vector<Passage> path;
        for (; last >= 0; last = passages_[static_cast<std::size_t>(last)].before)
            path.push_back(passages_[static_cast<std::size_t>(last)]);
        std::ranges::reverse(path);
        return path;
    }
    std::size_t most_ = 0, total_ = 0;
    std::size_t passages() const { return passages_.size(); }

private:
    struct Entry {
        std::uint32_t state;
        float cost;
        std::int32_t passage;
    };

    float garbage_;
    float step_price_ = static_cast<float>(env("STEP", 0.3));
    float entry_price_ = static_cast<float>(env("ENTRY", 3.0));
    float skip_price_ = static_cast<float>(env("SKIP", 1.0));
    float pause_price_ = static_cast<float>(env("PAUSE", 0.02));
    float beam_ = static_cast<float>(env("BEAM", 40.0));

    std::vector<Features> text_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> sentence_of_;
    std::vector<Features> sample_;
    std::size_t sentences_ = 0;
    std::vector<float> cost_, next_, begun_cost_, next_begun_cost_;
    std::vector<std::int32_t> passage_, next_passage_;
    std::vector<std::uint32_t> begun_, next_begun_;
    std::vector<float> gap_cost_;
    std::vector<std::int32_t> gap_passage_;
    std::vector<std::uint32_t> active_, active_next_;
    std::vector<Entry> entries_;
    std::vector<Passage> passages_;
    float best_ = 0.0F;
};

/// The frames of a passage beside those of the text, by warping time within it.
void pair_up(const std::vector<Features>& text, const std::vector<Features>& sound, const std::vector<bool>& speaks,
             const std::vector<std::uint32_t>& starts, const Passage& passage, std::vector<Pair>& pairs) {
    std::vector<std::uint32_t> heard;
    for (std::uint32_t time = passage.start; time <= passage.end; ++time)
        if (speaks[time]) heard.push_back(time);
    const std::uint32_t first = starts[passage.sentence];
    const std::size_t said = starts[passage.sentence + 1] - first;
    if (heard.empty() || heard.size() > 4000 || said > 4000) return;
    std::vector<float> before(said, infinite);
    std::vector<float> now(said, infinite);
    std::vector<std::uint8_t> steps(heard.size() * said, 0);
    const auto step_price = static_cast<float>(env("STEP", 0.3));
    static constexpr std::array<float, 4> prices{1.0F, 0.0F, 0.35F, 0.8F};
    for (std::size_t i = 0; i < heard.size(); ++i) {
        for (std::size_t j = 0; j < said; ++j) {
            float best = i == 0 && j < 3 ? 0.0F : infinite;
            std::uint8_t step = 1;
            for (std::uint8_t by = 0; i > 0 && by < 4 && by <= j; ++by) {
                const float candidate = before[j - by] + prices[by] * step_price * 5.0F;
                if (candidate < best) {
                    best = candidate;
                    step = by;
                }
            }
            now[j] = best + (best < infinite ? distance(sound[heard[i]], text[first + j]) : 0.0F);
            steps[i * said + j] = step;
        }
        std::swap(before, now);
    }
    std::size_t j = static_cast<std::size_t>(std::ranges::min_element(before.begin() + static_cast<std::ptrdiff_t>(said > 3 ? said - 3 : 0), before.end()) - before.begin());
    for (std::size_t i = heard.size(); i-- > 0;) {
        pairs.push_back({heard[i], first + static_cast<std::uint32_t>(j)});
        if (i > 0) j -= std::min<std::size_t>(j, steps[i * said + j]);
    }
}

}  // namespace

Alignment align(int recording, int voice, const std::vector<double>& sentence_ends, const Progress& progress) {
    SpeechAnalysis heard(coarse_hop);
    analyse(recording, heard, progress);
    const double heard_threshold = speech_threshold(heard.levels());
    SpeechAnalysis first(coarse_hop);
    analyse(voice, first, {});
    const double voice_threshold = speech_threshold(first.levels());
    const auto speaking = [](const SpeechAnalysis& analysis, double threshold) {
        return static_cast<double>(std::ranges::count_if(analysis.levels(), [&](std::uint8_t level) { return level < threshold; }));
    };
    const double ratio = std::clamp(speaking(first, voice_threshold) / std::max(1.0, speaking(heard, heard_threshold)), 0.5, 2.0);
    const int hop = static_cast<int>(std::lround(coarse_hop * ratio));
    SpeechAnalysis spoken(hop);
    analyse(voice, spoken, {});
    const Speech text = speech_of(spoken, voice_threshold);
    const Speech sound = speech_of(heard, heard_threshold);
    std::vector<Features> features;
    std::vector<std::uint32_t> starts{0};
    std::size_t frame = 0;
    for (const double end : sentence_ends) {
        const auto last = static_cast<std::size_t>(end * speech_rate / hop);
        for (; frame < std::min(last, text.features.size()); ++frame)
            if (text.speaks[frame]) features.push_back(text.features[frame]);
        if (features.size() == starts.back()) features.push_back(text.features[std::min(frame, text.features.size() - 1)]);
        starts.push_back(static_cast<std::uint32_t>(features.size()));
    }
    const auto run = [&](const std::vector<Features>& said, const std::vector<Features>& sounds, float garbage) {
        Aligner aligner(said, starts, garbage);
        for (std::uint32_t time = 0; time < sounds.size(); ++time)
            aligner.hear(time, sounds[time], sound.speaks[time]);
        return aligner.path();
    };
    double explained = 0.0;
    const auto fit = [&](const std::vector<Features>& features) {
    std::vector<Passage> path = run(features, sound.features, static_cast<float>(env("G1", 1.0)));
    std::vector<Features> mapped = features;
    std::vector<Features> scaled = sound.features;
    const int rounds = static_cast<int>(env("ROUNDS", 3));
    for (int round = 0; round < rounds; ++round) {
        std::vector<Pair> pairs;
        for (const Passage& passage : path) pair_up(mapped, scaled, sound.speaks, starts, passage, pairs);
        const Mapping mapping = learn(features, sound.features, pairs);
        explained = mapping.explained;
        for (std::size_t i = 0; i < features.size(); ++i) mapped[i] = mapping(features, i);
        for (std::size_t k = 0; k < width; ++k) {
            const float scale = 1.0F / std::sqrt(mapping.residual[k]);
            for (Features& each : mapped) each[k] *= scale;
            for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i][k] = sound.features[i][k] * scale;
        }
        path = run(mapped, scaled, static_cast<float>(round + 1 == rounds ? env("G", 0.85) : env("G2", 0.92)));
    }
    return path;
    };
    const std::vector<Passage> path = fit(features);
    Alignment found;
    std::vector<Features> reversed = features;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        std::reverse(reversed.begin() + starts[i], reversed.begin() + starts[i + 1]);
    double null_cost = 0.0;
    if (std::getenv("NULL1")) for (const Passage& passage : fit(reversed)) null_cost += passage.cost;
    double cost = 0.0;
    double heard_frames = 0.0;
    for (const Passage& passage : path) {
        SentenceTime time;
        time.sentence = passage.sentence;
        time.start = static_cast<double>(passage.start) * coarse_hop / speech_rate;
        time.end = static_cast<double>(passage.end) * coarse_hop / speech_rate;
        const double frames = static_cast<double>(passage.end - passage.start + 1);
        time.confidence = -passage.cost / frames;
        cost += passage.cost;
        heard_frames += frames;
        found.sentences.push_back(time);
    }
    if (std::getenv("EXPL")) found.confidence = explained; else found.confidence = heard_frames > 0 ? -cost / static_cast<double>(std::max<std::ptrdiff_t>(1,std::ranges::count(sound.speaks, true))) : 0.0;
    const double spoken_frames = static_cast<double>(std::max<std::ptrdiff_t>(1,std::ranges::count(sound.speaks, true)));
    found.confidence = -cost / spoken_frames + null_cost / spoken_frames;
    if (std::getenv("RATIO")) found.confidence = cost / std::min(null_cost, -0.001 * spoken_frames);
    found.matched = true;
    if (std::getenv("DEBUG")) std::fprintf(stderr, "ratio %.2f hop %d frames %zu text %zu thr %.0f %.0f\n", ratio, hop, sound.features.size(), features.size(), heard_threshold, voice_threshold);
    return found;
}

}  // namespace transcode
