#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/copy.h"
#include "transcode/mp3_gain.h"
#include "transcode/opus_gain.h"

#include <chrono>
#include <string>
#include <variant>

namespace transcode {

/// Which lane a recording takes, and what the two that do not encode would make of it.
struct Lossless {
    core::Lane lane = core::Lane::encode;  ///< keep or gain; encode where neither serves
    std::string explanation;               ///< "gain: 3 steps of 1.505 dB; keep: 4.3 LU below the target"
    core::Loudness after;                  ///< keep: as measured before; gain: predicted
    double gain_db = 0.0;
    int steps = 0;
    std::chrono::milliseconds duration{};  ///< decoded, of what write_lossless() makes
    std::variant<std::monostate, Mp3Inspection, OpusInspection> inspection;
};

/// Looks at the packets of the file behind `input`, measured to have the loudness `before` and so long when decoded,
/// and chooses: keep where it may stay as it is, else gain where the stream's own gain field brings it to the target,
/// else encode. The recipe may force a lane; throws Error(media) where that one cannot serve.
Lossless plan_lossless(int input, const Packets& packets, const core::Loudness& before,
                       std::chrono::milliseconds duration, const core::Recipe& recipe);

/// Carries out a plan whose lane is keep or gain: writes the finished file, with these tags and no others, to the empty
/// file `output`. Throws Error(media) or Error(storage).
void write_lossless(int input, int output, const Lossless& plan, core::Format format, const core::Tags& tags);

}  // namespace transcode
