#pragma once

#include "core/tags.h"

#include <chrono>
#include <span>
#include <vector>

namespace transcode {

/// Writes the audio packets of an M4A file, as they are, into a new one with these chapters and no other tags, its
/// index at the front. Encoder delay and padding stay.
void remux_m4a(int input, int output, std::span<const core::Chapter> chapters, std::chrono::milliseconds duration);

/// The average bitrate of an M4A file's sound, of its packets; what its header says may be wrong. 0: it has none.
double bitrate_kbps_of_m4a(int input);

/// The chapters that an M4A file has: their starts and titles. Throws Error(media) when it is not understood.
std::vector<core::Chapter> chapters_of_m4a(int input);

}  // namespace transcode
