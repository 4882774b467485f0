#include "transcode/cover_colours.h"

#include "core/hash.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace transcode {

namespace {

/// A colour of Oklab's (Ottosson 2020): of the same lightness all hues are equally dark to the eye, so that what is
/// legible on one of them is on all.
struct Oklch {
    double lightness = 0.0;
    double chroma = 0.0;
    double hue = 0.0;  ///< degrees
};

double encoded(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
}

/// In linear light; primaries that sRGB does not have are below 0 or above 1.
Colour linear(const Oklch& colour) {
    const double angle = colour.hue * std::numbers::pi / 180.0;
    const double a = colour.chroma * std::cos(angle);
    const double b = colour.chroma * std::sin(angle);
    const double l = std::pow(colour.lightness + 0.3963377774 * a + 0.2158037573 * b, 3.0);
    const double m = std::pow(colour.lightness - 0.1055613458 * a - 0.0638541728 * b, 3.0);
    const double s = std::pow(colour.lightness - 0.0894841775 * a - 1.2914855480 * b, 3.0);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

/// The colour, greyer where sRGB has none so strong.
Colour displayed(Oklch colour) {
    Colour light = linear(colour);
    while (std::min({light.red, light.green, light.blue}) < 0.0 ||
           std::max({light.red, light.green, light.blue}) > 1.0) {
        colour.chroma *= 0.97;
        light = linear(colour);
    }
    return {encoded(light.red), encoded(light.green), encoded(light.blue)};
}

}  // namespace

CoverColours cover_colours(const std::string& title) {
    const double hue = std::stoi(core::sha256(title).substr(0, 6), nullptr, 16) % 360;
    // The mark is lit by the neighbour's colour.
    return {displayed({0.39, 0.13, hue}), displayed({0.45, 0.135, hue}), displayed({0.85, 0.13, hue + 50.0}),
            displayed({0.985, 0.005, hue})};
}

}  // namespace transcode
