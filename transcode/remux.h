#pragma once

#include "core/tags.h"

#include <chrono>
#include <span>

namespace transcode {

/// Writes the audio packets of an M4A file, as they are, into a new one with these chapters and no other tags, its
/// index at the front. Encoder delay and padding stay.
void remux_m4a(int input, int output, std::span<const core::Chapter> chapters, std::chrono::milliseconds duration);

}  // namespace transcode
