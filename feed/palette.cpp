#include "feed/palette.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace feed {

namespace {

// The pages' own, as site.css has them: paper, card.
constexpr std::array<std::string_view, 2> light_grounds{"#fbfaf7", "#ffffff"};
constexpr std::array<std::string_view, 2> dark_grounds{"#14171a", "#1d2125"};
constexpr std::string_view own_colour = "#0b5d4a";
// Somewhat more than is asked for, since browsers blend letters with what is behind them.
constexpr double least_contrast = 5.0;

using Rgb = std::array<double, 3>;  ///< 0 to 1

std::optional<Rgb> rgb_of(std::string_view colour) {
    if (colour.size() != 7 || colour.front() != '#') return std::nullopt;
    Rgb rgb{};
    for (std::size_t channel = 0; channel < rgb.size(); ++channel) {
        int value = 0;
        for (const char digit : colour.substr(1 + 2 * channel, 2)) {
            const auto place = std::string_view("0123456789abcdef").find(digit);
            if (place == std::string_view::npos) return std::nullopt;
            value = value * 16 + static_cast<int>(place);
        }
        rgb.at(channel) = value / 255.0;
    }
    return rgb;
}

std::string written(const Rgb& rgb) {
    const auto byte = [](double value) { return static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * 255)); };
    return fmt::format("#{:02x}{:02x}{:02x}", byte(rgb[0]), byte(rgb[1]), byte(rgb[2]));
}

double luminance(const Rgb& rgb) {
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

struct Hsl {
    double hue = 0;         ///< 0 to 6
    double saturation = 0;  ///< 0 to 1
    double lightness = 0;   ///< 0 to 1
};

Hsl hsl_of(const Rgb& rgb) {
    const double most = std::ranges::max(rgb);
    const double least = std::ranges::min(rgb);
    const double range = most - least;
    Hsl hsl{0, 0, (most + least) / 2};
    if (range <= 0) return hsl;
    hsl.saturation = range / (1 - std::abs(2 * hsl.lightness - 1));
    const auto& [red, green, blue] = rgb;
    if (most == red)
        hsl.hue = (green - blue) / range + (green < blue ? 6 : 0);
    else
        hsl.hue = most == green ? (blue - red) / range + 2 : (red - green) / range + 4;
    return hsl;
}

Rgb rgb_of(const Hsl& hsl) {
    const double reach = hsl.saturation * std::min(hsl.lightness, 1 - hsl.lightness);
    const auto channel = [&](double offset) {
        const double place = std::fmod(offset + hsl.hue * 2, 12);
        return hsl.lightness - reach * std::max(-1.0, std::min({place - 3, 9 - place, 1.0}));
    };
    return {channel(0), channel(8), channel(4)};
}

enum class Ground { light, dark };

/// The colour, darker on light grounds and lighter on dark ones until it stands out enough from all.
std::string readable(const Rgb& colour, Ground ground) {
    constexpr double step = 0.01;
    const auto& grounds = ground == Ground::light ? light_grounds : dark_grounds;
    for (Hsl hsl = hsl_of(colour); hsl.lightness >= 0 && hsl.lightness <= 1;
         hsl.lightness += ground == Ground::light ? -step : step) {
        std::string text = written(rgb_of(hsl));
        const auto stands_out = [&](std::string_view one) { return contrast(text, one) >= least_contrast; };
        if (std::ranges::all_of(grounds, stands_out)) return text;
    }
    return ground == Ground::light ? "#000000" : "#ffffff";
}

/// White or nearly black, whichever can be read better.
std::string written_on(const std::string& ink) {
    constexpr std::string_view dark = "#101418";
    return contrast(ink, "#ffffff") >= contrast(ink, dark) ? "#ffffff" : std::string(dark);
}

Accent accent(const Rgb& colour, Ground ground) {
    const std::string ink = readable(colour, ground);
    return {ink, written_on(ink)};
}

}  // namespace

double contrast(std::string_view one, std::string_view other) {
    const std::optional<Rgb> first = rgb_of(one);
    const std::optional<Rgb> second = rgb_of(other);
    if (!first || !second) return 1;
    const auto [darker, lighter] = std::minmax({luminance(*first), luminance(*second)});
    return (lighter + 0.05) / (darker + 0.05);
}

Palette palette_of(std::string_view colour) {
    const std::optional<Rgb> given = rgb_of(colour);
    const Rgb base = given ? *given : *rgb_of(own_colour);
    return {accent(base, Ground::light), accent(base, Ground::dark)};
}

std::string palette_style(const Palette& palette) {
    const auto root = [](const Accent& accent) {
        return fmt::format(":root{{--accent:{};--on-accent:{}}}", accent.ink, accent.on_ink);
    };
    return fmt::format("{}\n@media (prefers-color-scheme:dark){{{}}}\n", root(palette.light), root(palette.dark));
}

}  // namespace feed
