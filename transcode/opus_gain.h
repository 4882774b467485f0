#pragma once

#include "transcode/gain_plan.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace transcode {

/// What the pages of an Opus file in Ogg (RFC 7845, RFC 3533) tell.
struct OpusInspection {
    std::string
        obstacle;  ///< why its pages cannot be copied: "not Opus in Ogg", "a second stream at byte 10"; empty: they can
    int channels = 0;
    int output_gain = 0;        ///< in 1/256 dB, which every decoder applies
    std::uint64_t samples = 0;  ///< at 48 kHz, as decoded
    std::uint64_t file_bytes = 0;

    double bitrate_kbps() const;  ///< average
    std::chrono::duration<double> duration() const;
};

/// Of the file behind an open descriptor; throws Error(storage).
OpusInspection inspect_opus(int input);

constexpr double opus_step_db = 1.0 / 256.0;

/// The gain that brings the recording to the recipe's target; the reading `before` is with the present output gain.
GainPlan plan_gain(const OpusInspection& inspection, const core::Loudness& before, const core::Recipe& recipe);

/// Writes the file with its output gain moved by `steps`, everything else as it is; returns its bytes. Throws
/// Error(media) where the inspection says it cannot be done, Error(storage) when reading or writing fails.
std::uint64_t copy_opus(int input, int output, const OpusInspection& inspection, int steps);

}  // namespace transcode
