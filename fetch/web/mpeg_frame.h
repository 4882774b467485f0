#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace fetch {

/// The length of the ID3v2 tag (versions 2 to 4) at the beginning, header and footer included; 0 where there is none.
/// Ten bytes are enough.
std::size_t id3v2_length(std::span<const std::byte> head);

/// Where MPEG audio begins.
struct MpegFrame {
    std::size_t offset = 0;           ///< of the first frame header
    std::size_t side_info_bytes = 0;  ///< of Layer III: a Xing header comes this far behind the frame header
};

/// The first frame of MPEG-1, -2 or -2.5 Layer II or III audio. At the very beginning (zero bytes passed over) one more
/// frame must follow, as far as the bytes reach; behind other bytes, two more must.
std::optional<MpegFrame> find_mpeg_frame(std::span<const std::byte> head);

}  // namespace fetch
