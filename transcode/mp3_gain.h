#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "transcode/gain_plan.h"
#include "transcode/mp3_frames.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace transcode {

/// What a walk over all frames of an MP3 file tells.
struct Mp3Inspection {
    std::string obstacle;      ///< why its frames cannot be copied at all: "free format at byte 10"; empty: they can
    Mp3Header format;          ///< of the first frame
    std::uint64_t frames = 0;  ///< with audio: the info frame is not counted
    std::uint64_t audio_bytes = 0;  ///< of all frames, the info frame with them
    std::uint64_t other_bytes = 0;  ///< garbage and an incomplete last frame, which a copy leaves out
    bool variable_bitrate = false;
    bool protected_by_crc = false;  ///< at least one frame is
    std::optional<Mp3InfoHeader> info;

    std::uint64_t granules = 0;        ///< of each channel
    std::uint64_t empty_granules = 0;  ///< without any data: silent at every gain
    std::uint64_t zero_granules = 0;   ///< with data, but a global_gain of 0: inaudible, see mp3_gain.cpp
    unsigned lowest_gain = 255;        ///< over all others
    unsigned highest_gain = 0;
    std::uint64_t lowest_at = 0;  ///< frame (from 0, with audio) in which it stands
    std::uint64_t highest_at = 0;

    double bitrate_kbps() const;  ///< average
    /// As players that know encoder delay and padding give it.
    std::chrono::duration<double> duration() const;
};

Mp3Inspection inspect_mp3(const Mp3Frames::ReadAt& read, std::uint64_t file_bytes);
/// Of the file behind an open descriptor; throws Error(storage).
Mp3Inspection inspect_mp3(int input);

/// One step of global_gain: 2^(1/4).
constexpr double mp3_step_db = 1.5051499783199060;

/// The number of steps that comes nearest to the recipe's target within its tolerance and under its ceiling, if every
/// granule can make them. Whether codec, channels and bitrate suit is another question: see why_not_copied().
GainPlan plan_gain(const Mp3Inspection& inspection, const core::Loudness& before, const core::Recipe& recipe);

/// Writes the frames of `input` to `output` from byte `at` on, without any tags, every global_gain moved by `steps`,
/// and returns how many bytes. With 0 steps the audio frames are the source's, byte for byte. CRCs stay as right (or
/// wrong) as they were. A Xing, Info or VBRI frame is kept with its delay and padding; its counts are made right where
/// they are not, LAME's peak and gain fields are cleared and its CRCs made right. Throws Error(media) where the
/// inspection says it cannot be done, Error(storage) when reading or writing fails.
std::uint64_t copy_mp3(int input, int output, std::uint64_t at, const Mp3Inspection& inspection, int steps);

}  // namespace transcode
