#include "transcode/spectrum.h"

#include <cmath>
#include <numbers>

namespace transcode {

namespace {

/// std::complex's own product looks for infinities.
std::complex<float> product(std::complex<float> a, std::complex<float> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

std::complex<float> turn(double part) {
    const double angle = -2.0 * std::numbers::pi * part;
    return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
}

}  // namespace

Spectrum::Spectrum() : turns_{}, unmixing_{}, places_{}, values_{}, power_{} {
    for (std::size_t i = 0; i < half; ++i) {
        std::size_t reversed = 0;
        for (std::size_t bit = 1; bit < half; bit *= 2) reversed = reversed * 2 + ((i & bit) != 0 ? 1 : 0);
        places_[i] = reversed;
        unmixing_[i] = turn(static_cast<double>(i) / size);
    }
    // The factors of each stage stand together: one, then two, then four.
    for (std::size_t length = 1; length < half; length *= 2) {
        for (std::size_t i = 0; i < length; ++i)
            turns_[length + i] = turn(static_cast<double>(i) / (2.0 * static_cast<double>(length)));
    }
}

std::span<const float, Spectrum::bins> Spectrum::power(std::span<const float, size> samples) {
    // Two samples make a complex one: a transform of half the size, whose halves are told apart by their symmetry.
    for (std::size_t i = 0; i < half; ++i) values_[places_[i]] = {samples[2 * i], samples[2 * i + 1]};
    for (std::size_t length = 1; length < half; length *= 2) {
        for (std::size_t begin = 0; begin < half; begin += 2 * length) {
            for (std::size_t i = begin; i < begin + length; ++i) {
                const std::complex<float> turned = product(values_[i + length], turns_[length + i - begin]);
                values_[i + length] = values_[i] - turned;
                values_[i] += turned;
            }
        }
    }
    for (std::size_t i = 0; i < half; ++i) {
        const std::complex<float> here = values_[i];
        const std::complex<float> there = std::conj(values_[(half - i) % half]);
        const std::complex<float> even = here + there;
        const std::complex<float> odd = product(unmixing_[i], here - there);
        const float real = 0.5F * (even.real() + odd.imag());
        const float imaginary = 0.5F * (even.imag() - odd.real());
        power_[i] = real * real + imaginary * imaginary;
    }
    return power_;
}

}  // namespace transcode
