#pragma once

#include "core/tags.h"

#include <vector>

namespace transcode {

/// The chapters of the ID3 tag that a recording behind an open descriptor has (MP3, WAV, AIFF, FLAC), in its order,
/// with what libav does not tell: their URLs and pictures. Those that no table of contents names are left out, where
/// one names any: they are not meant to be seen. Empty where there is no such tag. As strangers wrote them: see
/// tidy_chapters().
std::vector<core::Chapter> id3_chapters(int input);

}  // namespace transcode
