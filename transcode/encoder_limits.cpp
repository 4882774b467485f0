#include "transcode/encoder_limits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <vector>

namespace transcode {

namespace {

using core::Format;

const std::vector<int>& sample_rates(Format format) {
    static const std::vector<int> mp3{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
    static const std::vector<int> aac{7350,  8000,  11025, 12000, 16000, 22050, 24000,
                                      32000, 44100, 48000, 64000, 88200, 96000};
    static const std::vector<int> opus{8000, 12000, 16000, 24000, 48000};
    switch (format) {
        case Format::mp3:
            return mp3;
        case Format::m4a:
            return aac;
        case Format::opus:
            break;
    }
    return opus;
}

/// It depends on the MPEG version, and so on the sample rate.
const std::vector<int>& mp3_bitrates(int sample_rate_hz) {
    static const std::vector<int> mpeg1{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    static const std::vector<int> mpeg2{8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    static const std::vector<int> mpeg25{8, 16, 24, 32, 40, 48, 56, 64};
    if (sample_rate_hz >= 32'000) return mpeg1;
    return sample_rate_hz >= 16'000 ? mpeg2 : mpeg25;
}

std::string_view title(Format format) {
    switch (format) {
        case Format::mp3:
            return "MP3";
        case Format::m4a:
            return "AAC in M4A";
        case Format::opus:
            break;
    }
    return "Opus";
}

/// "one of 8, 16, 24; 8 and 16 are nearest".
std::string one_of(std::span<const int> known, int wrong) {
    const auto above = std::ranges::upper_bound(known, wrong);
    const std::string list = fmt::format("one of {}", fmt::join(known, ", "));
    if (above == known.begin()) return fmt::format("{}; {} is nearest", list, known.front());
    if (above == known.end()) return fmt::format("{}; {} is nearest", list, known.back());
    return fmt::format("{}; {} and {} are nearest", list, *(above - 1), *above);
}

bool is_among(std::span<const int> known, int value) {
    return std::ranges::find(known, value) != known.end();
}

}  // namespace

std::string sample_rate_fault(const core::Recipe& recipe) {
    const std::vector<int>& known = sample_rates(recipe.format);
    if (is_among(known, recipe.sample_rate_hz)) return {};
    return fmt::format("{} must have {}", title(recipe.format), one_of(known, recipe.sample_rate_hz));
}

std::string bitrate_fault(const core::Recipe& recipe) {
    const std::string_view named = title(recipe.format);
    if (recipe.format == Format::mp3) {
        const std::vector<int>& known = mp3_bitrates(recipe.sample_rate_hz);
        if (is_among(known, recipe.bitrate_kbps)) return {};
        return fmt::format("{} at {} Hz must have {}", named, recipe.sample_rate_hz,
                           one_of(known, recipe.bitrate_kbps));
    }
    const bool opus = recipe.format == Format::opus;
    const int channels = recipe.channels == core::Channels::mono ? 1 : 2;
    const int least = opus ? 6 : 8;
    const int most = opus ? std::min(256 * channels, 510) : 6 * recipe.sample_rate_hz * channels / 1000;
    if (recipe.bitrate_kbps >= least && recipe.bitrate_kbps <= most) return {};
    return fmt::format("{}{} with {} must have one from {} to {}; {} is nearest", named,
                       opus ? "" : fmt::format(" at {} Hz", recipe.sample_rate_hz),
                       channels == 1 ? "one channel" : "two channels", least, most,
                       std::clamp(recipe.bitrate_kbps, least, most));
}

int usual_sample_rate(Format format) {
    return format == Format::opus ? 48'000 : core::Recipe{}.sample_rate_hz;
}

}  // namespace transcode
