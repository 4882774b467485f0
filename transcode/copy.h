#pragma once

#include "core/loudness.h"
#include "core/recipe.h"

#include <string>

namespace transcode {

/// What has to be known of a recording to say whether its packets can be published as they are.
struct Packets {
    std::string container;  ///< libav's short name: "mp3", "mov", "ogg"
    std::string codec;      ///< "mp3", "aac", "opus"
    int channels = 0;
    int sample_rate_hz = 0;
    double bitrate_kbps = 0.0;  ///< average; 0: not known
};

/// Why lanes keep and gain cannot serve, whatever the recording's loudness: it is not the wanted codec in its usual
/// container, has more channels than wanted, more than 1.5 times the wanted bitrate or less than 22.05 kHz, or the
/// recipe asks for changes that need decoding. One line, lower case; empty where they can.
std::string why_not_copied(const Packets& packets, const core::Recipe& recipe);

/// Why a recording of this loudness cannot stay as it is: it lies outside the recipe's tolerance or above its ceiling.
/// Empty where it can; a silent one cannot.
std::string why_not_kept(const core::Loudness& loudness, const core::Recipe& recipe);

}  // namespace transcode
