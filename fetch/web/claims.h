#pragma once

#include "fetch/web/sniff.h"

#include <cstdint>
#include <optional>

namespace fetch {

/// The length that the file's own header claims (RIFF size, MP4 boxes, a Xing or VBRI header's byte count with the tag
/// before it), where it does.
std::optional<std::uint64_t> claimed_length(int descriptor, AudioKind kind);

/// True for the sizes that mean nothing, which writers leave in a head that they cannot go back to: 0, 0x7fffffff and
/// 0xffffffff, each less some header, and in a file that has nothing like it also sox's 0x7f000000 and a little more.
bool is_placeholder(std::uint64_t size, std::uint64_t file_bytes);

/// What the first frame of an MPEG audio file says of the whole, behind the tags in front.
struct MpegClaim {
    std::uint64_t first_frame = 0;  ///< where it stands; 0 and no counts where there is none
    std::uint64_t frames = 0;       ///< of sound, this one not counted; 0: not said
    std::uint64_t bytes = 0;        ///< from this frame on; 0: not said
};
MpegClaim mpeg_claim(int descriptor);

}  // namespace fetch
