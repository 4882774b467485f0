#pragma once

#include "core/loudness.h"
#include "transcode/progress.h"

#include <chrono>
#include <string>

namespace transcode {

/// A reading of a recording as it is.
struct Measurement {
    core::Loudness loudness;
    std::chrono::milliseconds duration{};  ///< decoded
    std::string source_format;
};
Measurement measure(int input, bool dual_mono, const Progress& progress = {});

}  // namespace transcode
