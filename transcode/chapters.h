#pragma once

#include "core/tags.h"
#include "transcode/av.h"

#include <chrono>
#include <vector>

namespace transcode {

/// The chapters that libav found in an opened file, by their starts: ID3's, those of MP4, of Vorbis comments, and
/// others. Without URLs, which libav does not tell.
std::vector<core::Chapter> chapters_in(const AVFormatContext& file);

/// The chapters of what is left of a recording, of `length`, when so much of its beginning is cut off.
std::vector<core::Chapter> chapters_after(const std::vector<core::Chapter>& chapters, std::chrono::milliseconds cut,
                                          std::chrono::milliseconds length);

}  // namespace transcode
