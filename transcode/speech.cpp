#include "transcode/speech.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace transcode {

namespace {

constexpr std::size_t window_size = Spectrum::size;  // 32 ms
constexpr double lowest_hz = 100.0;
constexpr double highest_hz = 3800.0;

double mel(double hz) {
    return 2595.0 * std::log10(1.0 + hz / 700.0);
}

double hz(double mel) {
    return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
}

/// What a coefficient is counted in: small beside what speech does in it, large enough that speech stays within a byte.
float step_of(std::size_t coefficient) {
    return 0.06F / (1.0F + 0.35F * static_cast<float>(coefficient));
}

std::int8_t in_steps(float value) {
    return static_cast<std::int8_t>(std::lround(std::clamp(value, -127.0F, 127.0F)));
}

/// The natural logarithm to five digits. The library's differs from one processor to another.
float logarithm(float value) {
    int exponent = 0;
    const float part = std::frexp(value, &exponent);
    const float s = (part - 0.75F) / (part + 0.75F);
    const float square = s * s;
    constexpr float of_two = 0.693147181F;
    constexpr float of_three_quarters = -0.287682072F;
    const float series = 1.0F + square * (1.0F / 3.0F + square * (0.2F + square * (1.0F / 7.0F)));
    return static_cast<float>(exponent) * of_two + of_three_quarters + 2.0F * s * series;
}

}  // namespace

void SpeechLevels::add(std::span<const float> samples) {
    for (const float sample : samples) {
        sum_ += static_cast<double>(sample) * static_cast<double>(sample);
        if (++count_ < hop) continue;
        const double mean = sum_ / hop;
        constexpr double quietest = 254.0;
        levels_.push_back(mean > 0.0 ? static_cast<std::uint8_t>(std::clamp(-10.0 * std::log10(mean), 0.0, quietest))
                                     : std::uint8_t{255});
        sum_ = 0.0;
        count_ = 0;
    }
}

double SpeechLevels::threshold() const {
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
    // What is as quiet as this is silence, even where nothing else is.
    constexpr double silent = 85.0;
    return std::min(loud + (quiet - loud) * between, silent);
}

SpeechAnalysis::SpeechAnalysis(int hop) : hop_(static_cast<std::size_t>(hop)) {
    // The first window is around the first sample.
    waiting_.assign(window_size / 2, 0.0F);
    for (std::size_t i = 0; i < window_size; ++i) {
        shape_[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / window_size));
    }
    std::array<double, bands + 2> edges{};
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double share = static_cast<double>(i) / (bands + 1);
        edges[i] = hz(mel(lowest_hz) + share * (mel(highest_hz) - mel(lowest_hz))) * window_size / speech_rate;
    }
    for (std::size_t band = 0; band < bands; ++band) {
        for (std::size_t bin = 0; bin < Spectrum::bins; ++bin) {
            const auto at = static_cast<double>(bin);
            const double rising = (at - edges[band]) / (edges[band + 1] - edges[band]);
            const double falling = (edges[band + 2] - at) / (edges[band + 2] - edges[band + 1]);
            const double weight = std::min(rising, falling);
            if (weight <= 0.0) continue;
            if (weights_[band].empty()) first_bin_[band] = bin;
            weights_[band].push_back(static_cast<float>(weight));
        }
    }
    for (std::size_t k = 0; k < cepstral_coefficients; ++k) {
        for (std::size_t band = 0; band < bands; ++band) {
            cosines_[k][band] = static_cast<float>(
                std::cos(std::numbers::pi * static_cast<double>(k + 1) * (static_cast<double>(band) + 0.5) / bands) /
                bands);
        }
    }
}

void SpeechAnalysis::add(std::span<const float> samples) {
    waiting_.insert(waiting_.end(), samples.begin(), samples.end());
    std::size_t at = ahead_;
    for (; at + window_size <= waiting_.size(); at += hop_) windows_.push_back(analyse(at));
    const std::size_t gone = std::min(at, waiting_.size());
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(gone));
    ahead_ = at - gone;
}

SpeechAnalysis::Window SpeechAnalysis::analyse(std::size_t at) {
    std::array<float, window_size> shaped{};
    double energy = 0.0;
    float before = at > 0 ? waiting_[at - 1] : 0.0F;
    for (std::size_t i = 0; i < window_size; ++i) {
        const float sample = waiting_[at + i];
        energy += static_cast<double>(sample) * static_cast<double>(sample);
        // Voices fall off by about as much as this raises.
        constexpr float emphasis = 0.97F;
        shaped[i] = (sample - emphasis * before) * shape_[i];
        before = sample;
    }
    const std::span<const float, Spectrum::bins> power = spectrum_.power(shaped);
    std::array<float, bands> logs{};
    constexpr float floor = 1e-7F;
    for (std::size_t band = 0; band < bands; ++band) {
        float sum = 0.0F;
        const std::vector<float>& weights = weights_[band];
        for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * power[first_bin_[band] + i];
        logs[band] = logarithm(sum + floor);
    }
    Window window{};
    for (std::size_t k = 0; k < cepstral_coefficients; ++k) {
        float sum = 0.0F;
        for (std::size_t band = 0; band < bands; ++band) sum += cosines_[k][band] * logs[band];
        window[k] = in_steps(sum / step_of(k));
    }
    constexpr double least = 1e-10;
    window.back() = in_steps(static_cast<float>(10.0 * std::log10(energy / window_size + least)));
    return window;
}

SpeechFrame SpeechAnalysis::raw_frame(std::size_t index) const {
    const std::size_t last = windows_.size() - 1;
    const Window& here = windows_[index];
    const Window& before = windows_[index - std::min<std::size_t>(index, 1)];
    const Window& long_before = windows_[index - std::min<std::size_t>(index, 2)];
    const Window& after = windows_[std::min(index + 1, last)];
    const Window& long_after = windows_[std::min(index + 2, last)];
    SpeechFrame frame;
    for (std::size_t k = 0; k < cepstral_coefficients; ++k) {
        frame[k] = static_cast<float>(here[k]);
        frame[cepstral_coefficients + k] =
            static_cast<float>(2 * (long_after[k] - long_before[k]) + after[k] - before[k]);
    }
    frame.back() = static_cast<float>(here.back());
    return frame;
}

void SpeechAnalysis::finish(double threshold) {
    threshold_ = threshold;
    std::array<double, speech_width> sum{};
    std::array<double, speech_width> squares{};
    double count = 1e-9;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        if (!speaks(i)) continue;
        count += 1.0;
        const SpeechFrame frame = raw_frame(i);
        for (std::size_t k = 0; k < speech_width; ++k) {
            const auto value = static_cast<double>(frame[k]);
            sum[k] += value;
            squares[k] += value * value;
        }
    }
    for (std::size_t k = 0; k < speech_width; ++k) {
        constexpr double lesser_weight = 0.7;
        constexpr double least_variance = 1e-3;
        const double mean = sum[k] / count;
        const double deviation = std::sqrt(std::max(squares[k] / count - mean * mean, least_variance));
        mean_[k] = static_cast<float>(mean);
        scale_[k] = static_cast<float>((k < cepstral_coefficients ? 1.0 : lesser_weight) / deviation);
    }
}

SpeechFrame SpeechAnalysis::frame(std::size_t index) const {
    constexpr float most = 3.0F;
    SpeechFrame frame = raw_frame(index);
    for (std::size_t k = 0; k < speech_width; ++k)
        frame[k] = std::clamp((frame[k] - mean_[k]) * scale_[k], -most, most);
    return frame;
}

}  // namespace transcode
