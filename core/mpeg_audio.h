#pragma once

#include "core/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace core {

/// The first four bytes of an MPEG audio frame (ISO/IEC 11172-3 and 13818-3, and the unofficial version 2.5), layers II
/// and III.
struct MpegHeader {
    enum class Version { mpeg_1, mpeg_2, mpeg_2_5 };

    static constexpr std::size_t size = 4;

    Version version = Version::mpeg_1;
    int layer = 3;
    bool has_crc = false;
    int bitrate_kbps = 0;  ///< 0: free format, in which a frame does not say where it ends
    int sample_rate_hz = 0;
    bool padded = false;
    int channels = 0;

    /// Of a frame, in each channel.
    int samples() const { return layer == 3 && version != Version::mpeg_1 ? 576 : 1152; }
    bool is_free_format() const { return bitrate_kbps == 0; }
    /// Header included; 0 for free format.
    std::size_t frame_bytes() const;
    /// Where what follows header and CRC starts in the frame: of layer III the side information.
    std::size_t side_offset() const { return size + (has_crc ? 2 : 0); }
    /// Of layer III's side information; layer II has none.
    std::size_t side_bytes() const;
};

/// Empty for bytes that are not a header of layer II or III, or fewer than four.
std::optional<MpegHeader> parse_mpeg_header(Bytes bytes);

/// The first frame of many files of layer III holds no audio but facts: Xing's header (called Info for constant
/// bitrate), or Fraunhofer's VBRI. Places are offsets in the frame; 0 is absent.
struct MpegInfo {
    bool vbri = false;
    std::size_t frames_at = 0;  ///< four bytes each
    std::size_t bytes_at = 0;
    std::size_t toc_at = 0;    ///< a hundred bytes: where in the file, in 256ths, each percent of the time starts
    std::size_t xing_end = 0;  ///< behind the fields of Xing's header, where encoders add their own
    std::uint32_t frames = 0;  ///< without this one
    std::uint32_t bytes = 0;
};

/// Of a frame with this header, or as much of it as there is; empty for a frame of audio.
std::optional<MpegInfo> parse_mpeg_info(const MpegHeader& header, Bytes frame);

/// The whole length of the ID3v2 tag (2.2 to 2.4) that begins with these bytes, header and footer included; 0 for other
/// bytes and for fewer than ten.
std::uint64_t id3v2_bytes(Bytes head);
/// The same of the tag whose footer these ten bytes are.
std::uint64_t id3v2_bytes_before(Bytes footer);

}  // namespace core
