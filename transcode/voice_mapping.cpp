#include "transcode/voice_mapping.h"

#include <algorithm>
#include <cmath>

namespace transcode {

namespace {

constexpr double ridge = 100.0;

/// Replaces the lower half of a symmetric positive matrix of n rows by its Cholesky factor.
void factorize(std::vector<double>& matrix, std::size_t n) {
    constexpr double least = 1e-9;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * n + k] * matrix[j * n + k];
            matrix[i * n + j] = i == j ? std::sqrt(std::max(sum, least)) : sum / matrix[j * n + j];
        }
    }
}

/// The solution for one right side, in place.
void solve(const std::vector<double>& factor, std::size_t n, std::vector<double>& x) {
    for (std::size_t i = 0; i < n; ++i) {
        double sum = x[i];
        for (std::size_t j = 0; j < i; ++j) sum -= factor[i * n + j] * x[j];
        x[i] = sum / factor[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        double sum = x[i];
        for (std::size_t j = i + 1; j < n; ++j) sum -= factor[j * n + i] * x[j];
        x[i] = sum / factor[i * n + i];
    }
}

}  // namespace

VoiceMapping::Input VoiceMapping::input(std::span<const SpeechFrame> said, std::size_t at) {
    Input in{};
    std::size_t place = 0;
    for (const int by : {0, -reach, reach}) {
        const auto index = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(at) + by, 0, std::ssize(said) - 1);
        const SpeechFrame& frame = said[static_cast<std::size_t>(index)];
        for (std::size_t k = 0; k < speech_width; ++k) in[place++] = frame[k];
    }
    in[place] = 1.0F;
    return in;
}

SpeechFrame VoiceMapping::apply(const Input& in) const {
    SpeechFrame out{};
    for (std::size_t k = 0; k < speech_width; ++k) {
        float sum = 0.0F;
        for (std::size_t i = 0; i < inputs; ++i) sum += matrix_[k * inputs + i] * in[i];
        out[k] = sum;
    }
    return out;
}

VoiceMapping::VoiceMapping(std::span<const SpeechFrame> said, std::span<const SpeechFrame> heard,
                           std::span<const FramePair> pairs) {
    std::vector<double> gram(inputs * inputs, 0.0);
    std::vector<double> right(inputs * speech_width, 0.0);
    // Sums of some hundreds are exact enough in single precision, and twice as fast.
    constexpr std::size_t block = 256;
    std::vector<float> part(inputs * inputs, 0.0F);
    std::vector<float> part_right(inputs * speech_width, 0.0F);
    const auto flush = [&] {
        for (std::size_t i = 0; i < part.size(); ++i) gram[i] += static_cast<double>(part[i]);
        for (std::size_t i = 0; i < part_right.size(); ++i) right[i] += static_cast<double>(part_right[i]);
        std::ranges::fill(part, 0.0F);
        std::ranges::fill(part_right, 0.0F);
    };
    std::size_t filled = 0;
    for (const FramePair& pair : pairs) {
        const Input in = input(said, pair.said);
        const SpeechFrame& out = heard[pair.heard];
        for (std::size_t i = 0; i < inputs; ++i) {
            for (std::size_t j = 0; j <= i; ++j) part[i * inputs + j] += in[i] * in[j];
            for (std::size_t k = 0; k < speech_width; ++k) part_right[i * speech_width + k] += in[i] * out[k];
        }
        if (++filled % block == 0) flush();
    }
    flush();
    for (std::size_t i = 0; i < inputs; ++i) gram[i * inputs + i] += ridge;
    factorize(gram, inputs);
    matrix_.assign(speech_width * inputs, 0.0F);
    std::vector<double> solution(inputs);
    for (std::size_t k = 0; k < speech_width; ++k) {
        for (std::size_t i = 0; i < inputs; ++i) solution[i] = right[i * speech_width + k];
        solve(gram, inputs, solution);
        for (std::size_t i = 0; i < inputs; ++i) matrix_[k * inputs + i] = static_cast<float>(solution[i]);
    }
    std::array<double, speech_width> error{};
    for (const FramePair& pair : pairs) {
        const SpeechFrame guess = apply(input(said, pair.said));
        for (std::size_t k = 0; k < speech_width; ++k) {
            const auto off = static_cast<double>(heard[pair.heard][k] - guess[k]);
            error[k] += off * off;
        }
    }
    constexpr double least_variance = 1e-3;
    const double count = std::max(1.0, static_cast<double>(pairs.size()));
    for (std::size_t k = 0; k < speech_width; ++k)
        unit_[k] = static_cast<float>(1.0 / std::sqrt(std::max(error[k] / count, least_variance)));
}

std::vector<SpeechFrame> VoiceMapping::mapped(std::span<const SpeechFrame> said) const {
    std::vector<SpeechFrame> frames(said.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
        frames[i] = apply(input(said, i));
        for (std::size_t k = 0; k < speech_width; ++k) frames[i][k] *= unit_[k];
    }
    return frames;
}

std::vector<SpeechFrame> VoiceMapping::scaled(std::span<const SpeechFrame> heard) const {
    std::vector<SpeechFrame> frames(heard.begin(), heard.end());
    for (SpeechFrame& frame : frames) {
        for (std::size_t k = 0; k < speech_width; ++k) frame[k] *= unit_[k];
    }
    return frames;
}

}  // namespace transcode
