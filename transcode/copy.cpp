#include "transcode/copy.h"

#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace transcode {

namespace {

struct Kind {
    std::string_view container;
    std::string_view codec;
    std::string_view text;
};

Kind kind_of(core::Format format) {
    switch (format) {
        case core::Format::mp3:
            return {"mp3", "mp3", "MP3"};
        case core::Format::m4a:
            return {"mov", "aac", "AAC in MP4"};
        case core::Format::opus:
            break;
    }
    return {"ogg", "opus", "Opus in Ogg"};
}

/// libav names a family of containers by all its members: "mov,mp4,m4a,3gp,3g2,mj2".
bool names(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (list.substr(0, comma) == name) return true;
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

int most_channels(core::Channels channels) {
    return channels == core::Channels::mono ? 1 : 2;
}

}  // namespace

std::string why_not_copied(const Packets& packets, const core::Recipe& recipe) {
    constexpr double bitrate_excess = 1.5;
    constexpr int least_rate_hz = 22050;
    const Kind kind = kind_of(recipe.format);
    if (packets.codec != kind.codec || !names(packets.container, kind.container)) {
        return fmt::format("source is not {}", kind.text);
    }
    if (!recipe.filters.empty()) return "filters are asked for";
    if (recipe.trim_silence) return "silence is to be trimmed";
    if (packets.channels > most_channels(recipe.channels)) {
        return fmt::format("source has {} channels", packets.channels);
    }
    if (packets.bitrate_kbps > bitrate_excess * recipe.bitrate_kbps) {
        return fmt::format("source has {:.0f} kbit/s, more than {:g} times {}", packets.bitrate_kbps, bitrate_excess,
                           recipe.bitrate_kbps);
    }
    if (packets.sample_rate_hz < least_rate_hz) return fmt::format("source has only {} Hz", packets.sample_rate_hz);
    return {};
}

std::string why_not_kept(const core::Loudness& loudness, const core::Recipe& recipe) {
    constexpr double accuracy = 0.005;  // a reading is given to 0.01
    const double distance = loudness.integrated_lufs - recipe.target_lufs;
    if (!std::isfinite(distance)) return "silent";
    if (std::abs(distance) > recipe.tolerance_lu + accuracy) {
        return fmt::format("{:.1f} LU {} the target", std::abs(distance), distance < 0 ? "below" : "above");
    }
    if (loudness.true_peak_dbtp > recipe.true_peak_dbtp) {
        return fmt::format("true peak of {:.1f} dBTP passes {:.1f} dBTP", loudness.true_peak_dbtp,
                           recipe.true_peak_dbtp);
    }
    return {};
}

}  // namespace transcode
