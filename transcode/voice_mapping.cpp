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

VoiceMapping::VoiceMapping() {
    unit_.fill(1.0F);
}

VoiceMapping::Input VoiceMapping::input(const Frames& said, std::size_t at) {
    Input in{};
    auto place = in.begin();
    for (const std::size_t index : {at, at - std::min(at, reach), at + reach})
        place = std::ranges::copy(said(index), place).out;
    *place = 1.0F;
    return in;
}

SpeechFrame VoiceMapping::apply(const Input& in) const {
    SpeechFrame out{};
    for (std::size_t i = 0; i < inputs; ++i) {
        const Row& row = matrix_[i];
        for (std::size_t k = 0; k < speech_width; ++k) out[k] += row[k] * in[i];
    }
    return out;
}

VoiceMapping::VoiceMapping(const Frames& said, const Frames& heard, std::span<const FramePair> pairs) {
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
        const SpeechFrame out = heard(pair.heard);
        for (std::size_t i = 0; i < inputs; ++i) {
            for (std::size_t j = 0; j <= i; ++j) part[i * inputs + j] += in[i] * in[j];
            for (std::size_t k = 0; k < speech_width; ++k) part_right[i * speech_width + k] += in[i] * out[k];
        }
        if (++filled % block == 0) flush();
    }
    flush();
    for (std::size_t i = 0; i < inputs; ++i) gram[i * inputs + i] += ridge;
    factorize(gram, inputs);
    matrix_.assign(inputs, Row{});
    std::vector<double> solution(inputs);
    for (std::size_t k = 0; k < speech_width; ++k) {
        for (std::size_t i = 0; i < inputs; ++i) solution[i] = right[i * speech_width + k];
        solve(gram, inputs, solution);
        for (std::size_t i = 0; i < inputs; ++i) matrix_[i][k] = static_cast<float>(solution[i]);
    }
    std::array<double, speech_width> error{};
    for (const FramePair& pair : pairs) {
        const SpeechFrame guess = apply(input(said, pair.said));
        const SpeechFrame out = heard(pair.heard);
        for (std::size_t k = 0; k < speech_width; ++k) {
            const auto off = static_cast<double>(out[k] - guess[k]);
            error[k] += off * off;
        }
    }
    constexpr double least_variance = 1e-2;
    const double count = std::max(1.0, static_cast<double>(pairs.size()));
    for (std::size_t k = 0; k < speech_width; ++k)
        unit_[k] = static_cast<float>(1.0 / std::sqrt(std::max(error[k] / count, least_variance)));
}

ComparedFrame VoiceMapping::mapped(const Frames& said, std::size_t at) const {
    return scaled(matrix_.empty() ? said(at) : apply(input(said, at)));
}

ComparedFrame VoiceMapping::scaled(const SpeechFrame& heard) const {
    constexpr float most = 2'000.0F;  // two of them, squared and summed, are less than 2^31
    ComparedFrame frame{};
    for (std::size_t k = 0; k < speech_width; ++k)
        frame[k] =
            static_cast<std::int16_t>(std::lround(std::clamp(heard[k] * unit_[k] * compared_fineness, -most, most)));
    return frame;
}

}  // namespace transcode
