#include "transcode/speech.h"

extern "C" {
#include <libavutil/tx.h>
}

#include "transcode/av.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace transcode {

namespace {

constexpr std::size_t bands = 26;
constexpr std::size_t window_size = 256;  // 32 ms
constexpr double lowest_hz = 100.0;
constexpr double highest_hz = 3800.0;

double mel(double hz) {
    return 2595.0 * std::log10(1.0 + hz / 700.0);
}

double hz(double mel) {
    return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
}

struct FreeTransform {
    void operator()(AVTXContext* context) const noexcept { av_tx_uninit(&context); }
};

}  // namespace

/// The Fourier transform with the bands and the cosines that follow it.
struct SpeechAnalysis::Transform {
    static constexpr std::size_t bins = window_size / 2;

    Transform() {
        AVTXContext* made = nullptr;
        const float scale = 1.0F;
        const int result = av_tx_init(&made, &run, AV_TX_FLOAT_FFT, 0, static_cast<int>(window_size), &scale, 0);
        context.reset(made);
        av(result, "set up a Fourier transform");
        for (std::size_t i = 0; i < window_size; ++i) {
            window[i] = static_cast<float>(
                0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / window_size));
        }
        std::array<double, bands + 2> edges{};
        for (std::size_t i = 0; i < edges.size(); ++i) {
            const double share = static_cast<double>(i) / (bands + 1);
            edges[i] = hz(mel(lowest_hz) + share * (mel(highest_hz) - mel(lowest_hz))) * window_size / speech_rate;
        }
        for (std::size_t band = 0; band < bands; ++band) {
            for (std::size_t bin = 0; bin < bins; ++bin) {
                const auto at = static_cast<double>(bin);
                const double rising = (at - edges[band]) / (edges[band + 1] - edges[band]);
                const double falling = (edges[band + 2] - at) / (edges[band + 2] - edges[band + 1]);
                const double weight = std::min(rising, falling);
                if (weight <= 0.0) continue;
                if (weights[band].empty()) first_bin[band] = bin;
                weights[band].push_back(static_cast<float>(weight));
            }
        }
        for (std::size_t k = 0; k < cepstral_coefficients; ++k) {
            for (std::size_t band = 0; band < bands; ++band) {
                cosines[k][band] = static_cast<float>(std::cos(std::numbers::pi * static_cast<double>(k + 1) *
                                                               (static_cast<double>(band) + 0.5) / bands) /
                                                      bands);
            }
        }
    }

    std::unique_ptr<AVTXContext, FreeTransform> context;
    av_tx_fn run = nullptr;
    std::array<float, window_size> window{};
    std::array<std::size_t, bands> first_bin{};
    std::array<std::vector<float>, bands> weights;
    std::array<std::array<float, bands>, cepstral_coefficients> cosines{};
    alignas(64) std::array<AVComplexFloat, window_size> input{};
    alignas(64) std::array<AVComplexFloat, window_size> output{};
};

SpeechAnalysis::SpeechAnalysis(int hop)
    : transform_(std::make_unique<Transform>()), hop_(static_cast<std::size_t>(hop)) {
    // The first window is around the first sample.
    waiting_.assign(window_size / 2, 0.0F);
}

SpeechAnalysis::~SpeechAnalysis() = default;

void SpeechAnalysis::add(std::span<const float> samples) {
    for (const float sample : samples) {
        level_sum_ += static_cast<double>(sample) * static_cast<double>(sample);
        if (++level_count_ < level_hop) continue;
        const double mean = level_sum_ / level_hop;
        constexpr double quietest = 254.0;
        levels_.push_back(mean > 0.0 ? static_cast<std::uint8_t>(std::clamp(-10.0 * std::log10(mean), 0.0, quietest))
                                     : std::uint8_t{255});
        level_sum_ = 0.0;
        level_count_ = 0;
    }
    waiting_.insert(waiting_.end(), samples.begin(), samples.end());
    std::size_t at = 0;
    for (; at + window_size <= waiting_.size(); at += hop_) windows_.push_back(analyse(at));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(at, waiting_.size())));
}

SpeechAnalysis::Window SpeechAnalysis::analyse(std::size_t at) {
    Transform& transform = *transform_;
    double energy = 0.0;
    float before = at > 0 ? waiting_[at - 1] : 0.0F;
    for (std::size_t i = 0; i < window_size; ++i) {
        const float sample = waiting_[at + i];
        energy += static_cast<double>(sample) * static_cast<double>(sample);
        // Voices fall off by about as much as this raises.
        constexpr float emphasis = 0.97F;
        transform.input[i] = {(sample - emphasis * before) * transform.window[i], 0.0F};
        before = sample;
    }
    transform.run(transform.context.get(), transform.output.data(), transform.input.data(), sizeof(AVComplexFloat));
    std::array<float, Transform::bins> power{};
    for (std::size_t bin = 0; bin < power.size(); ++bin) {
        const AVComplexFloat value = transform.output[bin];
        power[bin] = value.re * value.re + value.im * value.im;
    }
    std::array<float, bands> logs{};
    constexpr float floor = 1e-7F;
    for (std::size_t band = 0; band < bands; ++band) {
        float sum = 0.0F;
        const std::vector<float>& weights = transform.weights[band];
        for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * power[transform.first_bin[band] + i];
        logs[band] = std::log(sum + floor);
    }
    Window window;
    for (std::size_t k = 0; k < cepstral_coefficients; ++k) {
        float sum = 0.0F;
        for (std::size_t band = 0; band < bands; ++band) sum += transform.cosines[k][band] * logs[band];
        window.cepstrum[k] = sum;
    }
    constexpr double least = 1e-10;
    window.level_db = static_cast<float>(10.0 * std::log10(energy / window_size + least));
    return window;
}

double SpeechAnalysis::speech_threshold() const {
    std::array<std::size_t, 256> counts{};
    for (const std::uint8_t level : levels_) ++counts[level];
    const auto quantile = [&](double share) {
        auto left = static_cast<std::ptrdiff_t>(share * static_cast<double>(levels_.size()));
        for (std::size_t level = 0; level < counts.size(); ++level) {
            left -= static_cast<std::ptrdiff_t>(counts[level]);
            if (left < 0) return static_cast<double>(level);
        }
        return static_cast<double>(counts.size() - 1);
    };
    constexpr double loud_share = 0.1;
    constexpr double quiet_share = 0.95;
    constexpr double widest_db = 60.0;
    constexpr double between = 0.6;
    const double loud = quantile(loud_share);
    const double quiet = std::min(quantile(quiet_share), loud + widest_db);
    return loud + (quiet - loud) * between;
}

std::size_t SpeechAnalysis::speaking(double threshold) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(levels_, [threshold](std::uint8_t level) { return level < threshold; }));
}

SpeechAnalysis::Speech SpeechAnalysis::speech(double threshold) const {
    constexpr std::size_t coefficients = cepstral_coefficients;
    Speech speech;
    speech.frames.resize(windows_.size());
    speech.speaks.resize(windows_.size());
    const auto last = std::ssize(windows_) - 1;
    for (std::ptrdiff_t i = 0; i <= last; ++i) {
        const auto at = [&](std::ptrdiff_t by) -> const Window& {
            return windows_[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i + by, 0, last))];
        };
        SpeechFrame& frame = speech.frames[static_cast<std::size_t>(i)];
        for (std::size_t k = 0; k < coefficients; ++k) {
            frame[k] = at(0).cepstrum[k];
            frame[coefficients + k] =
                2.0F * (at(2).cepstrum[k] - at(-2).cepstrum[k]) + at(1).cepstrum[k] - at(-1).cepstrum[k];
        }
        frame[speech_width - 1] = at(0).level_db;
        speech.speaks[static_cast<std::size_t>(i)] = -at(0).level_db < threshold;
    }
    std::array<double, speech_width> sum{};
    std::array<double, speech_width> squares{};
    double count = 1e-9;
    for (std::size_t i = 0; i < speech.frames.size(); ++i) {
        if (!speech.speaks[i]) continue;
        count += 1.0;
        for (std::size_t k = 0; k < speech_width; ++k) {
            const auto value = static_cast<double>(speech.frames[i][k]);
            sum[k] += value;
            squares[k] += value * value;
        }
    }
    for (std::size_t k = 0; k < speech_width; ++k) {
        constexpr double lesser_weight = 0.7;
        constexpr float most = 3.0F;
        const double mean = sum[k] / count;
        const double deviation = std::sqrt(std::max(squares[k] / count - mean * mean, 1e-9));
        const auto scale = static_cast<float>((k < coefficients ? 1.0 : lesser_weight) / deviation);
        for (SpeechFrame& frame : speech.frames)
            frame[k] = std::clamp((frame[k] - static_cast<float>(mean)) * scale, -most, most);
    }
    return speech;
}

}  // namespace transcode
