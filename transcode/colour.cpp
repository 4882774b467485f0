#include "transcode/colour.h"

#include "transcode/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace transcode {

namespace {

/// Of the picture that is looked at: small enough that the noise of photographs is gone.
constexpr int side = 96;
constexpr std::size_t hues = 24;
/// Between a pixel's strongest and its weakest primary, of 255: how far from grey it is. One that is nearly black or
/// white cannot be any farther.
constexpr int least_chroma = 32;
constexpr std::uint64_t least_pixels = std::uint64_t{side} * side * 3 / 1000;

/// Pixels of much the same hue.
struct Hue {
    std::uint64_t pixels = 0;
    std::uint64_t weight = 0;
    std::array<std::uint64_t, 3> colour{};  ///< weighted sums of red, green and blue

    void add(const Hue& other) {
        pixels += other.pixels;
        weight += other.weight;
        for (std::size_t primary = 0; primary < colour.size(); ++primary) colour[primary] += other.colour[primary];
    }
};

using Hues = std::array<Hue, hues>;

void count(Hues& counted, int red, int green, int blue) {
    const int most = std::max({red, green, blue});
    const int chroma = most - std::min({red, green, blue});
    if (chroma < least_chroma) return;
    // Once around the circle of hues are six times the chroma.
    const int turn = most == red     ? (green - blue + 6 * chroma) % (6 * chroma)
                     : most == green ? blue - red + 2 * chroma
                                     : red - green + 4 * chroma;
    const auto weight = static_cast<std::uint64_t>(chroma) * static_cast<std::uint64_t>(chroma);
    const auto weighted = [weight](int primary) { return weight * static_cast<std::uint64_t>(primary); };
    counted[static_cast<std::size_t>(turn) * hues / (6 * static_cast<std::size_t>(chroma))].add(
        {1, weight, {weighted(red), weighted(green), weighted(blue)}});
}

}  // namespace

std::string striking_colour(const AVFrame& frame) {
    const FramePtr small = scaled(frame, side, side, AV_PIX_FMT_RGB24);
    Hues counted;
    for (int y = 0; y < side; ++y) {
        const std::uint8_t* pixel = small->data[0] + static_cast<std::ptrdiff_t>(y) * small->linesize[0];
        for (int x = 0; x < side; ++x, pixel += 3) count(counted, pixel[0], pixel[1], pixel[2]);
    }
    Hue strongest;
    for (std::size_t middle = 0; middle < hues; ++middle) {
        // With its neighbours, so that no colour is halved by where one hue ends.
        Hue hue = counted[middle];
        hue.add(counted[(middle + 1) % hues]);
        hue.add(counted[(middle + hues - 1) % hues]);
        if (hue.pixels >= least_pixels && hue.weight > strongest.weight) strongest = hue;
    }
    if (strongest.weight == 0) return {};
    const auto mean = [&](std::size_t primary) {
        return (strongest.colour[primary] + strongest.weight / 2) / strongest.weight;
    };
    return fmt::format("#{:02x}{:02x}{:02x}", mean(0), mean(1), mean(2));
}

}  // namespace transcode
