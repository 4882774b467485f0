#pragma once

#include "core/recipe.h"

#include <string>

namespace transcode {

// What formats know of sample rates and bitrates: encoders take a near value in silence, or fail when the work is half
// done. Each says what would be right, "MP3 at 44100 Hz must have one of 32, 40, ...; 96 and 112 are nearest", or
// nothing where the recipe will do.

std::string sample_rate_fault(const core::Recipe& recipe);

/// Of MP3 at the recipe's sample rate (MPEG-1, 2 and 2.5, layer III), which must be one that it knows; AAC takes 6144
/// bits a channel and frame of 1024, Opus (RFC 6716, as libopus has it) 256 kbit/s a channel, and 510 in all. Where
/// channels are the source's, what two of them may have will do.
std::string bitrate_fault(const core::Recipe& recipe);

/// The sample rate of a recipe for which nobody has named one.
int usual_sample_rate(core::Format format);

}  // namespace transcode
