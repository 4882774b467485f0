#pragma once

#include <cstdint>

namespace fetch {

/// What a FLAC file's header says of it, and what its end shows.
struct FlacBlocks {
    std::uint64_t first_block = 0;  ///< where the sound begins, behind the metadata; 0: not known
    std::uint64_t promised = 0;     ///< samples of each channel; 0: not said
    std::uint64_t there = 0;        ///< up to the end of the last block; 0: not known
    std::uint32_t sample_rate_hz = 0;
};

/// Of the file behind the descriptor, behind an ID3v2 tag where it has one (RFC 9639).
FlacBlocks look_at_flac(int descriptor, std::uint64_t file_bytes);

}  // namespace fetch
