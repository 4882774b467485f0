#pragma once

#include "fetch/web/extent.h"

#include <cstdint>
#include <vector>

namespace fetch {

/// Where an MP4 file has its sound, by its index, or by its boxes where that is no index of the whole.
struct Mp4Outline {
    std::uint64_t end = 0;      ///< of the last of what it speaks of, which may lie behind the file's; 0: not known
    std::vector<Extent> sound;  ///< where it is compressed; in their order, joined where they touch
};

/// Of the file behind the descriptor. Whatever the file holds, time and memory are bounded by its size and by 64 MiB of
/// index.
Mp4Outline outline_mp4(int descriptor);

}  // namespace fetch
