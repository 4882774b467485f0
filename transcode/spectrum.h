#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <span>

namespace transcode {

/// The power spectrum of 256 samples, each of its sums in the same order on every machine, which those of libraries
/// that choose by the processor are not.
class Spectrum {
public:
    static constexpr std::size_t size = 256;
    static constexpr std::size_t bins = size / 2;

    Spectrum();

    /// The squared magnitudes from 0 Hz to below half of the sample rate. The span lasts until the next call.
    std::span<const float, bins> power(std::span<const float, size> samples);

private:
    static constexpr std::size_t half = size / 2;
    std::array<std::complex<float>, half> turns_;     // of the complex transform of half the size
    std::array<std::complex<float>, half> unmixing_;  // of its even and odd samples
    std::array<std::size_t, half> places_;            // bits reversed
    std::array<std::complex<float>, half> values_;
    std::array<float, bins> power_;
};

}  // namespace transcode
