#pragma once

#include "transcode/mp3_header.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace transcode {

/// Where in a stream, in 256ths of its bytes, each percent of its time starts.
class Mp3Contents {
public:
    /// The whole stream's frames of audio and bytes, an info frame's with them.
    Mp3Contents(std::uint64_t frames, std::uint64_t bytes) : frames_(frames), bytes_(bytes) {}

    /// The frame of audio with this number stands at this byte; called for each in order.
    void add(std::uint64_t frame, std::uint64_t at);

    std::uint64_t frames() const { return frames_; }
    std::uint64_t bytes() const { return bytes_; }
    const std::array<std::uint8_t, 100>& table() const { return table_; }

private:
    std::uint64_t frames_;
    std::uint64_t bytes_;
    std::size_t next_ = 0;
    std::array<std::uint8_t, 100> table_{};
};

/// Makes an info frame fit the stream behind it: counts and table of contents where they are not right, no peak and
/// gain fields, LAME's CRCs. Delay stays, and so does padding where the counts were right: else this is not the end
/// that it was written for.
void correct_mp3_info(std::vector<std::uint8_t>& frame, const Mp3InfoHeader& info, const Mp3Contents& contents,
                      std::uint16_t music_crc);

}  // namespace transcode
