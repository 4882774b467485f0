#include "transcode/sentence_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace transcode {

namespace {

constexpr float infinite = std::numeric_limits<float>::infinity();

// Prices, in units of the mean distance of a frame.
constexpr std::array<float, 4> step_prices{0.3F, 0.0F, 0.105F, 0.24F};  ///< of standing still, one step, two, three
constexpr float entry_price = 3.0F;                                     ///< of beginning a sentence
constexpr std::uint32_t shortest_pause = 6;                             ///< frames: 120 ms, as between sentences
constexpr float skip_price = 1.0F;                                      ///< of a sentence that is not read
constexpr float pause_price = 0.02F;                                    ///< of a silent frame within one
constexpr std::uint32_t longest_stand = 8;  ///< frames: 160 ms, as sounds that somebody dwells on
constexpr float long_stand_price = 1.0F;    ///< of standing still longer, which is hardly speech

/// Somewhere in a sentence.
struct State {
    float cost = infinite;
    float begun_cost = 0.0F;
    std::uint32_t begun = 0;                         // when its sentence was entered
    PassageList::Place passage = PassageList::none;  // the last one that was left
    std::uint32_t stood = 0;                         // frames that it has stood still
};

/// Between two sentences, where sound is no text.
struct Gap {
    float cost = infinite;
    PassageList::Place passage = PassageList::none;
};

/// A sentence that somebody may be in.
struct Sentence {
    std::vector<ComparedFrame> frames;
    std::vector<State> states;
    // Those that are at work; none where the first is behind the last.
    std::ptrdiff_t first = 0;
    std::ptrdiff_t last = -1;

    bool is_active() const { return first <= last; }
};

class Paths {
public:
    explicit Paths(const Search& search)
        : text_(search.text),
          mapping_(search.mapping),
          others_(search.others),
          beam_(search.beam),
          abrupt_(search.abrupt),
          said_([this](std::size_t at) { return text_.frame(at); }),
          gaps_(text_.sentences() + 1),
          sentences_(text_.sentences()) {
        gaps_.front().cost = 0.0F;
        constexpr std::size_t most = 48;
        for (std::size_t i = 0; i < most; ++i)
            sample_.push_back(mapping_.mapped(said_, i * text_.frames.size() / most));
        usual_ = usual_distance(search);
    }

    void hear(std::uint32_t time, const ComparedFrame& frame) {
        // What is far from all speech, as music is, must not count as rather near to some.
        constexpr float unusual = 1.5F;
        const float mean = std::clamp(mean_distance(frame), 1e-3F, unusual * usual_);
        const float limit = best_ + beam_;
        float best = infinite;
        entry_ = entry_price + (silence_ >= shortest_pause ? 0.0F : abrupt_);
        silence_ = 0;
        advance(time, frame, 1.0F / mean, limit, best);
        for (std::size_t i = low_; i <= reached_; ++i) best = std::min(best, gaps_[i].cost);
        best_ = best;
        prune();
        leave(time, abrupt_);
        spoken_ = time;
        if (passages_.is_grown()) forget();
    }

    void be_silent() {
        if (++silence_ == shortest_pause) leave(spoken_, 0.0F);
        for (std::size_t i = low_sentence_; i < high_sentence_; ++i) {
            if (!sentences_[i] || !sentences_[i]->is_active()) continue;
            Sentence& sentence = *sentences_[i];
            for (auto at = sentence.first; at <= sentence.last; ++at)
                sentence.states[static_cast<std::size_t>(at)].cost += pause_price;
        }
    }

    std::vector<Passage> path() const {
        const Gap* last = &gaps_.front();
        float best = infinite;
        for (std::size_t i = 0; i < gaps_.size(); ++i) {
            const float cost = gaps_[i].cost + skip_price * static_cast<float>(gaps_.size() - 1 - i);
            if (cost >= best) continue;
            best = cost;
            last = &gaps_[i];
        }
        return passages_.before(last->passage);
    }

private:
    float mean_distance(const ComparedFrame& frame) const {
        float sum = 0.0F;
        for (const ComparedFrame& each : sample_) sum += distance(frame, each);
        return sum / static_cast<float>(sample_.size());
    }

    /// The median of what frames of speech in the recording have.
    float usual_distance(const Search& search) const {
        constexpr std::uint32_t most = 500;
        const std::uint32_t stride = 1 + search.heard_end / most;
        std::vector<float> means;
        for (std::uint32_t time = 0; time < search.heard_end; time += stride)
            if (search.heard.speaks(time)) means.push_back(mean_distance(mapping_.scaled(search.heard.frame(time))));
        if (means.empty()) return infinite;
        const auto middle = means.begin() + std::ssize(means) / 2;
        std::ranges::nth_element(means, middle);
        return std::max(*middle, 1e-3F);
    }

    Sentence& opened(std::size_t index) {
        if (!sentences_[index]) {
            auto sentence = std::make_unique<Sentence>();
            for (std::size_t at = text_.starts[index]; at < text_.starts[index + 1]; ++at)
                sentence->frames.push_back(mapping_.mapped(said_, at));
            sentence->states.resize(sentence->frames.size());
            sentences_[index] = std::move(sentence);
        }
        return *sentences_[index];
    }

    /// Everybody goes on by a frame, or enters a sentence where that is better.
    void advance(std::uint32_t time, const ComparedFrame& frame, float weight, float limit, float& best) {
        Gap from;
        std::size_t high = low_sentence_;
        for (std::size_t i = low_sentence_; i < sentences_.size(); ++i) {
            from.cost += skip_price;
            if (gaps_[i].cost < from.cost) from = gaps_[i];
            const float entry = from.cost + entry_;
            const bool enters = i >= low_ && entry < limit;
            if (!enters && i >= high_sentence_ && i > reached_) break;
            const bool active = sentences_[i] && sentences_[i]->is_active();
            if (!enters && !active) continue;
            high = i + 1;
            step(opened(i), frame, weight, limit, best, {entry, entry, time, from.passage, 0}, enters);
        }
        high_sentence_ = high;
    }

    void step(Sentence& sentence, const ComparedFrame& frame, float weight, float limit, float& best,
              const State& entry, bool enters) const {
        State* states = sentence.states.data();
        const auto reach = std::ssize(step_prices) - 1;
        if (sentence.is_active()) {
            const auto first = sentence.first;
            const auto last = std::min(std::ssize(sentence.states) - 1, sentence.last + reach);
            // From behind, so that what is read is still that of the frame before.
            for (auto at = last; at >= first; --at) {
                const auto furthest = std::min(at - first, reach);
                float cost = infinite;
                std::ptrdiff_t step = 0;
                for (auto by = std::max<std::ptrdiff_t>(0, at - sentence.last); by <= furthest; ++by) {
                    const bool dwells = by == 0 && states[at].stood >= longest_stand;
                    const float price = dwells ? long_stand_price : step_prices[static_cast<std::size_t>(by)];
                    const float candidate = states[at - by].cost + price;
                    if (candidate < cost) {
                        cost = candidate;
                        step = by;
                    }
                }
                if (cost >= limit) {
                    states[at] = {};
                    continue;
                }
                if (step != 0) states[at] = states[at - step];
                states[at].stood = step != 0 ? 0 : states[at].stood + 1;
                states[at].cost =
                    cost + distance(frame, sentence.frames[static_cast<std::size_t>(at)]) * weight - others_;
                best = std::min(best, states[at].cost);
            }
            sentence.last = last;
        }
        if (!enters) return;
        const float cost = entry.cost + distance(frame, sentence.frames.front()) * weight - others_;
        if (!sentence.is_active()) {
            sentence.last = 0;
        } else if (sentence.first == 0) {
            if (states[0].cost <= cost) return;
        } else {
            for (auto at = sentence.first; at > 1;) states[--at] = {};
        }
        states[0] = entry;
        states[0].cost = cost;
        best = std::min(best, cost);
        sentence.first = 0;
    }

    void prune() {
        const float limit = best_ + beam_;
        for (std::size_t i = low_sentence_; i < high_sentence_; ++i) {
            if (!sentences_[i]) continue;
            Sentence& sentence = *sentences_[i];
            const auto bad = [&](std::ptrdiff_t at) {
                return !(sentence.states[static_cast<std::size_t>(at)].cost <= limit);
            };
            while (sentence.is_active() && bad(sentence.first)) ++sentence.first;
            while (sentence.is_active() && bad(sentence.last)) --sentence.last;
        }
        // Nobody goes back: what nobody can come to any more is over.
        for (;;) {
            if (low_sentence_ == low_) {
                if (low_ == reached_ || gaps_[low_].cost <= limit) return;
                ++low_;
            } else {
                if (sentences_[low_sentence_] && sentences_[low_sentence_]->is_active()) return;
                sentences_[low_sentence_++].reset();
            }
        }
    }

    /// Whoever has come to a sentence's end may leave it; its very last frames may be swallowed.
    void leave(std::uint32_t time, float price) {
        constexpr std::ptrdiff_t swallowed = 3;
        for (std::size_t i = low_sentence_; i < high_sentence_; ++i) {
            if (!sentences_[i] || !sentences_[i]->is_active()) continue;
            const Sentence& sentence = *sentences_[i];
            const auto length = std::ssize(sentence.states);
            Gap& gap = gaps_[i + 1];
            for (auto at = sentence.last; at >= std::max(sentence.first, length - swallowed); --at) {
                const State& end = sentence.states[static_cast<std::size_t>(at)];
                const float cost = end.cost + price + static_cast<float>(length - 1 - at) * step_prices.front();
                constexpr float telling = 1e-3F;
                if (cost >= gap.cost - telling) continue;
                const Passage passage{static_cast<std::uint32_t>(i), end.begun, time, cost - end.begun_cost};
                gap = {cost, passages_.add(passage, end.passage)};
                reached_ = std::max(reached_, i + 1);
            }
        }
    }

    /// Passages that nobody has come by.
    void forget() {
        std::vector<PassageList::Place*> used;
        for (Gap& gap : gaps_) used.push_back(&gap.passage);
        for (const std::unique_ptr<Sentence>& sentence : sentences_) {
            if (!sentence) continue;
            for (auto at = sentence->first; at <= sentence->last; ++at)
                used.push_back(&sentence->states[static_cast<std::size_t>(at)].passage);
        }
        passages_.keep(used);
    }

    const SpokenText& text_;
    const VoiceMapping& mapping_;
    float others_;
    float beam_;
    float abrupt_;
    VoiceMapping::Frames said_;
    std::vector<Gap> gaps_;  // before each sentence, and behind the last
    std::vector<std::unique_ptr<Sentence>> sentences_;
    std::vector<ComparedFrame> sample_;
    PassageList passages_;
    float usual_ = infinite;  // a frame's mean distance from speech
    float best_ = 0.0F;
    float entry_ = 0.0F;                      // what it costs to begin a sentence now
    std::uint32_t spoken_ = 0;                // when somebody spoke last
    std::uint32_t silence_ = shortest_pause;  // frames of it that were heard last
    std::size_t low_ = 0;                     // the first gap from which anybody goes on
    std::size_t reached_ = 0;                 // the last gap that anybody has come to
    std::size_t low_sentence_ = 0;            // before it no sentence is active
    std::size_t high_sentence_ = 0;           // from it on none is
};

}  // namespace

SpeechFrame SpokenText::frame(std::size_t at) const {
    return voice->frame(frames[std::min(at, frames.size() - 1)]);
}

std::vector<Passage> find_passages(const Search& search) {
    if (search.text.frames.empty()) return {};
    Paths paths(search);
    for (std::uint32_t time = 0; time < search.heard_end; ++time) {
        if (search.heard.speaks(time))
            paths.hear(time, search.mapping.scaled(search.heard.frame(time)));
        else
            paths.be_silent();
    }
    return paths.path();
}

namespace {

constexpr float price_scale = 5.0F;   // of the prices, where distances are not relative
constexpr std::size_t end_slack = 3;  // frames at either end that may be left out

}  // namespace

double warping_cost(const std::vector<ComparedFrame>& heard, const std::vector<ComparedFrame>& said) {
    std::vector<float> before(said.size(), infinite);
    std::vector<float> now(said.size(), infinite);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        for (std::size_t j = 0; j < said.size(); ++j) {
            float best = i == 0 && j < end_slack ? 0.0F : infinite;
            for (std::size_t by = 0; i > 0 && by < step_prices.size() && by <= j; ++by)
                best = std::min(best, before[j - by] + step_prices[by] * price_scale);
            now[j] = best < infinite ? best + distance(heard[i], said[j]) : infinite;
        }
        std::swap(before, now);
    }
    float best = infinite;
    for (std::size_t j = said.size(); j > 0 && said.size() - j <= end_slack; --j) best = std::min(best, before[j - 1]);
    return static_cast<double>(best) / static_cast<double>(std::max<std::size_t>(1, heard.size()));
}

std::vector<FramePair> pair_frames(const Search& search, const Passage& passage) {
    constexpr std::size_t longest = 2'000;  // frames: 40 s
    std::vector<std::uint32_t> times;
    for (std::uint32_t time = passage.start; time <= passage.end; ++time)
        if (search.heard.speaks(time)) times.push_back(time);
    const std::uint32_t first = search.text.starts[passage.sentence];
    const std::size_t length = search.text.starts[passage.sentence + 1] - first;
    if (times.empty() || length == 0 || times.size() > longest || length > longest) return {};
    const VoiceMapping::Frames said = [&](std::size_t at) { return search.text.frame(at); };
    std::vector<ComparedFrame> frames;
    for (std::size_t j = 0; j < length; ++j) frames.push_back(search.mapping.mapped(said, first + j));
    std::vector<float> before(length, infinite);
    std::vector<float> now(length, infinite);
    std::vector<std::uint8_t> steps(times.size() * length, 0);
    for (std::size_t i = 0; i < times.size(); ++i) {
        const ComparedFrame heard = search.mapping.scaled(search.heard.frame(times[i]));
        for (std::size_t j = 0; j < length; ++j) {
            float best = i == 0 && j < end_slack ? 0.0F : infinite;
            std::uint8_t step = 1;
            for (std::uint8_t by = 0; i > 0 && by < step_prices.size() && by <= j; ++by) {
                const float candidate = before[j - by] + step_prices[by] * price_scale;
                if (candidate < best) {
                    best = candidate;
                    step = by;
                }
            }
            now[j] = best < infinite ? best + distance(heard, frames[j]) : infinite;
            steps[i * length + j] = step;
        }
        std::swap(before, now);
    }
    const auto tail = before.begin() + static_cast<std::ptrdiff_t>(length > end_slack ? length - end_slack : 0);
    auto j = static_cast<std::size_t>(std::min_element(tail, before.end()) - before.begin());
    std::vector<FramePair> pairs;
    pairs.reserve(times.size());
    for (std::size_t i = times.size(); i-- > 0;) {
        // A sound that somebody dwells on, or noise that goes on and on, is one example.
        if (steps[i * length + j] != 0) pairs.push_back({times[i], first + static_cast<std::uint32_t>(j)});
        j -= std::min<std::size_t>(j, steps[i * length + j]);
    }
    return pairs;
}

VoiceMapping learnt_from(const Search& search, const std::vector<Passage>& passages, std::size_t least) {
    std::vector<FramePair> pairs;
    for (const Passage& passage : passages) {
        const std::vector<FramePair> more = pair_frames(search, passage);
        pairs.insert(pairs.end(), more.begin(), more.end());
    }
    if (pairs.size() < least) return {};
    return {[&](std::size_t at) { return search.text.frame(at); },
            [&](std::size_t at) { return search.heard.frame(at); }, pairs};
}

}  // namespace transcode
