#pragma once

#include "transcode/meter.h"

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

namespace transcode {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline double linear(double db) {
    return std::pow(10.0, db / 20.0);
}

inline std::size_t frames_of(double seconds, int rate) {
    return static_cast<std::size_t>(std::lround(seconds * rate));
}

/// Adds a sine of so many dBFS to the end; -inf adds silence. The phase goes on from the length so far.
inline void append_tone(std::vector<float>& signal, double seconds, double level_db, int rate = 48000,
                        double hz = 1000.0) {
    const double amplitude = linear(level_db);
    for (std::size_t left = frames_of(seconds, rate); left > 0; --left) {
        const double time = static_cast<double>(signal.size()) / rate;
        signal.push_back(static_cast<float>(amplitude * std::sin(2.0 * std::numbers::pi * hz * time)));
    }
}

struct Part {
    double seconds;
    double level_db;
};

inline std::vector<float> tones(std::initializer_list<Part> parts) {
    std::vector<float> signal;
    for (const Part& part : parts) append_tone(signal, part.seconds, part.level_db);
    return signal;
}

inline std::vector<float> interleave(const std::vector<std::vector<float>>& channels) {
    std::vector<float> samples;
    samples.reserve(channels.size() * channels.front().size());
    for (std::size_t i = 0; i < channels.front().size(); ++i) {
        for (const auto& channel : channels) samples.push_back(channel[i]);
    }
    return samples;
}

inline core::Loudness read(const std::vector<float>& samples, int rate, int channels, MeterOptions options = {}) {
    Meter meter(rate, channels, options);
    meter.add_interleaved(samples);
    return meter.reading();
}

inline core::Loudness read_stereo(const std::vector<float>& both, int rate = 48000) {
    return read(interleave({both, both}), rate, 2);
}

inline float uniform(std::mt19937& random) {  // the same numbers everywhere, which std's distributions do not promise
    return static_cast<float>(random() >> 8) / 8388608.0F - 1.0F;
}

}  // namespace transcode
