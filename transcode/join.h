#pragma once

#include "transcode/progress.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

namespace transcode {

/// What was written.
struct Joined {
    std::uint64_t bytes = 0;
    std::string sha256;
    std::chrono::milliseconds duration{};
};

/// Puts the parts of a recording together into one, in their order: decoded, brought to the highest sample rate and the
/// most channels that any of them has (two at most), and written as FLAC to the empty file `output`. Its length is the
/// sum of theirs; where one ends and the next begins both are faded for some milliseconds, so that nothing clicks.
/// Memory does not grow with the recordings' length, and the same parts give the same bytes. Throws Error(media), which
/// names the part, for what cannot be decoded; Error(storage) when writing fails.
Joined join(std::span<const int> parts, int output, const Progress& progress = {});

}  // namespace transcode
