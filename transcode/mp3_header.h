#pragma once

#include "core/mpeg_audio.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace transcode {

using core::Bytes;

/// The header of a frame of layer III.
struct Mp3Header : core::MpegHeader {
    static constexpr std::size_t max_frame_bytes = 1441;

    int granules() const { return version == Version::mpeg_1 ? 2 : 1; }

    /// True when both can belong to one stream: version, sample rate and channel count are the same.
    bool goes_with(const Mp3Header& other) const {
        return version == other.version && sample_rate_hz == other.sample_rate_hz && channels == other.channels;
    }
};

/// Empty for bytes that are not a header of layer III, or too few.
std::optional<Mp3Header> parse_mp3_header(Bytes bytes);

/// What one channel's granule says in the side information, as far as it concerns gain.
struct Mp3Granule {
    unsigned part2_3_length = 0;  ///< bits of scale factors and Huffman data; with none the granule is silent
    unsigned global_gain = 0;     ///< a spectral value is scaled by 2^((global_gain - 210) / 4)
    std::size_t gain_bit = 0;     ///< where in the frame global_gain's eight bits start
};

struct Mp3SideInfo {
    int count = 0;
    std::array<Mp3Granule, 4> granules{};
};

/// `frame` holds at least header, CRC and side information.
Mp3SideInfo parse_mp3_side_info(const Mp3Header& header, Bytes frame);

/// Writes eight bits at a bit's place.
void write_mp3_gain(std::span<std::uint8_t> frame, std::size_t gain_bit, unsigned global_gain);

/// The CRC-16 that a protected frame should carry behind its header: over the header's last two bytes and the side
/// information.
std::uint16_t mp3_frame_crc(const Mp3Header& header, Bytes frame);

/// Goes on with the CRC-16 that LAME's tag uses for itself and for all of the audio; starts at 0.
std::uint16_t update_lame_crc(std::uint16_t crc, Bytes bytes);

void write_big_endian(std::span<std::uint8_t> bytes, std::size_t at, std::size_t count, std::uint32_t value);

/// The facts in a stream's first frame, mostly with LAME's extension. Places are offsets in the frame; 0 is absent.
struct Mp3InfoHeader : core::MpegInfo {
    std::size_t lame_at = 0;  ///< LAME's extension, 36 bytes
    int delay = 0;            ///< samples the encoder put in front, where LAME's extension or libav's says so
    int padding = 0;          ///< and at the end
};

/// Offsets within LAME's extension.
struct LameTag {
    static constexpr std::size_t peak = 11;          // four bytes
    static constexpr std::size_t replay_gain = 15;   // two times two bytes
    static constexpr std::size_t delay = 21;         // 12 bits delay, 12 bits padding
    static constexpr std::size_t mp3gain = 25;       // one byte: steps that a gain tool has moved the file by
    static constexpr std::size_t music_length = 28;  // four bytes
    static constexpr std::size_t music_crc = 32;     // two bytes
    static constexpr std::size_t tag_crc = 34;       // two bytes
    static constexpr std::size_t size = 36;
};

/// Empty for a frame of audio.
std::optional<Mp3InfoHeader> parse_mp3_info(const Mp3Header& header, Bytes frame);

}  // namespace transcode
