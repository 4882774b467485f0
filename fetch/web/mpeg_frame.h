#pragma once

#include "core/mpeg_audio.h"

#include <cstddef>
#include <optional>

namespace fetch {

/// Where MPEG audio begins.
struct MpegFrame {
    std::size_t offset = 0;  ///< of the first frame's header
    core::MpegHeader header;
};

/// The first frame of MPEG-1, -2 or -2.5 Layer II or III audio. At the very beginning (zero bytes passed over) one more
/// frame must follow, as far as the bytes reach; behind other bytes, two more must.
std::optional<MpegFrame> find_mpeg_frame(core::Bytes head);

}  // namespace fetch
