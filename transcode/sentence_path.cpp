#include "transcode/sentence_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace transcode {

namespace {

constexpr float infinite = std::numeric_limits<float>::infinity();

// Prices, in units of the mean distance of a frame.
constexpr std::array<float, 4> step_prices{0.3F, 0.0F, 0.105F, 0.24F};  ///< of standing still, one step, two, three
constexpr float entry_price = 3.0F;                                     ///< of beginning a sentence
constexpr float skip_price = 1.0F;                                      ///< of a sentence that is not read
constexpr float pause_price = 0.02F;                                    ///< of a silent frame within one
constexpr float beam = 40.0F;  ///< what is so much worse than the best is given up

float distance(const SpeechFrame& a, const SpeechFrame& b) {
    std::array<float, 8> sums{};
    for (std::size_t i = 0; i < a.size(); i += sums.size()) {
        for (std::size_t lane = 0; lane < sums.size(); ++lane) {
            const float off = a[i + lane] - b[i + lane];
            sums[lane] += off * off;
        }
    }
    float sum = 0.0F;
    for (const float each : sums) sum += each;
    return std::sqrt(sum);
}

class Search {
public:
    Search(const SpokenText& text, float others)
        : text_(text),
          others_(others),
          sentences_(text.starts.size() - 1),
          now_(text.frames.size()),
          next_(text.frames.size()),
          gaps_(sentences_ + 1),
          sentence_of_(text.frames.size()) {
        gaps_.front().cost = 0.0F;
        for (std::uint32_t sentence = 0; sentence < sentences_; ++sentence) {
            for (std::uint32_t at = text.starts[sentence]; at < text.starts[sentence + 1]; ++at)
                sentence_of_[at] = sentence;
        }
        constexpr std::size_t most = 48;
        for (std::size_t i = 0; i < most; ++i) sample_.push_back(text.frames[i * text.frames.size() / most]);
    }

    void hear(std::uint32_t time, const SpeechFrame& frame, bool speaks) {
        if (!speaks) {
            for (const std::uint32_t state : active_) now_[state].cost += pause_price;
            return;
        }
        find_entries();
        list_next();
        float mean = 0.0F;
        for (const SpeechFrame& each : sample_) mean += distance(frame, each);
        mean /= static_cast<float>(sample_.size());
        step(time, frame, mean);
        leave(time);
    }

    std::vector<Passage> path() const {
        std::int32_t last = -1;
        float best = infinite;
        for (std::size_t i = 0; i < gaps_.size(); ++i) {
            const float cost = gaps_[i].cost + skip_price * static_cast<float>(sentences_ - i);
            if (cost < best) {
                best = cost;
                last = gaps_[i].passage;
            }
        }
        std::vector<Passage> path;
        for (; last >= 0; last = passages_[static_cast<std::size_t>(last)].before)
            path.push_back(passages_[static_cast<std::size_t>(last)].passage);
        std::ranges::reverse(path);
        return path;
    }

private:
    /// Somewhere in the text.
    struct State {
        float cost = infinite;
        std::int32_t passage = -1;  // the last one that was left
        std::uint32_t begun = 0;    // when its sentence was entered
        float begun_cost = 0.0F;
    };
    /// Between sentence i - 1 and sentence i, where sound is no text.
    struct Gap {
        float cost = infinite;
        std::int32_t passage = -1;
    };
    struct Entry {
        std::uint32_t state;
        State value;
    };
    struct Linked {
        Passage passage;
        std::int32_t before;
    };

    /// The best way to have come to each sentence's beginning.
    void find_entries() {
        entries_.clear();
        Gap best;
        for (std::uint32_t sentence = 0; sentence < sentences_; ++sentence) {
            best.cost += skip_price;
            if (gaps_[sentence].cost < best.cost) best = gaps_[sentence];
            const float cost = best.cost + entry_price;
            if (cost < best_ + beam) entries_.push_back({text_.starts[sentence], {cost, best.passage, 0, cost}});
        }
    }

    /// What may be at work in the next frame: each state goes on to itself and the next three.
    void list_next() {
        active_next_.clear();
        std::int64_t last = -1;
        const auto push = [&](std::uint32_t state) {
            if (static_cast<std::int64_t>(state) <= last || state >= text_.frames.size()) return;
            active_next_.push_back(state);
            last = state;
        };
        std::size_t entry = 0;
        for (const std::uint32_t state : active_) {
            while (entry < entries_.size() && entries_[entry].state <= state) push(entries_[entry++].state);
            for (std::uint32_t by = 0; by < step_prices.size(); ++by) push(state + by);
        }
        while (entry < entries_.size()) push(entries_[entry++].state);
    }

    void step(std::uint32_t time, const SpeechFrame& frame, float mean) {
        const float limit = best_ + beam;
        float best = infinite;
        std::size_t entry = 0;
        for (const std::uint32_t state : active_next_) {
            State& into = next_[state];
            const State* from = nullptr;
            float cost = infinite;
            for (std::uint32_t by = 0; by < step_prices.size() && by <= state; ++by) {
                if (sentence_of_[state - by] != sentence_of_[state]) break;
                const float candidate = now_[state - by].cost + step_prices[by];
                if (candidate < cost) {
                    cost = candidate;
                    from = &now_[state - by];
                }
            }
            while (entry < entries_.size() && entries_[entry].state < state) ++entry;
            const bool enters =
                entry < entries_.size() && entries_[entry].state == state && entries_[entry].value.cost < cost;
            if (enters) {
                into = entries_[entry].value;
                into.begun = time;
            } else if (from != nullptr && cost < limit) {
                into = *from;
                into.cost = cost;
            } else {
                into.cost = infinite;
                continue;
            }
            into.cost += distance(frame, text_.frames[state]) / mean - others_;
            best = std::min(best, into.cost);
        }
        for (const std::uint32_t state : active_) now_[state].cost = infinite;
        std::swap(now_, next_);
        for (const Gap& gap : gaps_) best = std::min(best, gap.cost);
        best_ = best;
        active_.clear();
        for (const std::uint32_t state : active_next_) {
            if (now_[state].cost <= best + beam)
                active_.push_back(state);
            else
                now_[state].cost = infinite;
        }
    }

    /// Whoever has come to a sentence's end may leave it; its very last frames may be swallowed.
    void leave(std::uint32_t time) {
        constexpr std::uint32_t swallowed = 3;
        for (std::uint32_t sentence = 0; sentence < sentences_; ++sentence) {
            const std::uint32_t length = text_.starts[sentence + 1] - text_.starts[sentence];
            Gap& gap = gaps_[sentence + 1];
            for (std::uint32_t back = 1; back <= std::min(swallowed, length); ++back) {
                const State& end = now_[text_.starts[sentence + 1] - back];
                const float cost = end.cost + static_cast<float>(back - 1) * step_prices.front();
                constexpr float telling = 1e-3F;
                if (cost >= gap.cost - telling) continue;
                const Passage passage{sentence, end.begun, time, cost - end.begun_cost};
                gap = {cost, static_cast<std::int32_t>(passages_.size())};
                passages_.push_back({passage, end.passage});
            }
        }
    }

    const SpokenText& text_;
    float others_;
    std::size_t sentences_;
    std::vector<State> now_;
    std::vector<State> next_;
    std::vector<Gap> gaps_;
    std::vector<std::uint32_t> sentence_of_;
    std::vector<SpeechFrame> sample_;
    std::vector<std::uint32_t> active_;
    std::vector<std::uint32_t> active_next_;
    std::vector<Entry> entries_;
    std::vector<Linked> passages_;
    float best_ = 0.0F;
};

}  // namespace

std::vector<Passage> find_passages(const SpokenText& text, std::span<const SpeechFrame> heard,
                                   const std::vector<bool>& speaks, float others) {
    if (text.frames.empty()) return {};
    Search search(text, others);
    for (std::uint32_t time = 0; time < heard.size(); ++time) search.hear(time, heard[time], speaks[time]);
    return search.path();
}

std::vector<FramePair> pair_frames(const SpokenText& text, std::span<const SpeechFrame> heard,
                                   const std::vector<bool>& speaks, const Passage& passage) {
    constexpr std::size_t longest = 4'000;  // frames: more than a minute
    constexpr float scale = 5.0F;           // of the prices, where distances are not relative
    std::vector<std::uint32_t> times;
    for (std::uint32_t time = passage.start; time <= passage.end; ++time)
        if (speaks[time]) times.push_back(time);
    const std::uint32_t first = text.starts[passage.sentence];
    const std::size_t said = text.starts[passage.sentence + 1] - first;
    if (times.empty() || said == 0 || times.size() > longest || said > longest) return {};
    std::vector<float> before(said, infinite);
    std::vector<float> now(said, infinite);
    std::vector<std::uint8_t> steps(times.size() * said, 0);
    constexpr std::size_t slack = 3;
    for (std::size_t i = 0; i < times.size(); ++i) {
        for (std::size_t j = 0; j < said; ++j) {
            float best = i == 0 && j < slack ? 0.0F : infinite;
            std::uint8_t step = 1;
            for (std::uint8_t by = 0; i > 0 && by < step_prices.size() && by <= j; ++by) {
                const float candidate = before[j - by] + step_prices[by] * scale;
                if (candidate < best) {
                    best = candidate;
                    step = by;
                }
            }
            now[j] = best < infinite ? best + distance(heard[times[i]], text.frames[first + j]) : infinite;
            steps[i * said + j] = step;
        }
        std::swap(before, now);
    }
    const auto tail = before.begin() + static_cast<std::ptrdiff_t>(said > slack ? said - slack : 0);
    auto j = static_cast<std::size_t>(std::min_element(tail, before.end()) - before.begin());
    std::vector<FramePair> pairs;
    pairs.reserve(times.size());
    for (std::size_t i = times.size(); i-- > 0;) {
        pairs.push_back({times[i], first + static_cast<std::uint32_t>(j)});
        j -= std::min<std::size_t>(j, steps[i * said + j]);
    }
    return pairs;
}

}  // namespace transcode
