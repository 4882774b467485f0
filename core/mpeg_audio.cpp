#include "core/mpeg_audio.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace core {

namespace {

using Version = MpegHeader::Version;

// In kbit/s, by the header's four bits.
constexpr std::array<int, 15> layer_2_of_mpeg_1 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
constexpr std::array<int, 15> layer_3_of_mpeg_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
constexpr std::array<int, 15> both_of_mpeg_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

constexpr std::array<int, 3> rates_of_mpeg_1 = {44100, 48000, 32000};

constexpr std::size_t id3v2_header_bytes = 10;  // a footer's too

bool has(Bytes bytes, std::size_t at, std::string_view text) {
    return at + text.size() <= bytes.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

std::uint32_t four_bytes(Bytes bytes, std::size_t at) {
    return static_cast<std::uint32_t>(big_endian(bytes, at, 4));
}

std::optional<MpegInfo> parse_xing(Bytes frame, std::size_t at) {
    if (!has(frame, at, "Xing") && !has(frame, at, "Info")) return std::nullopt;
    at += 4;
    if (at + 4 > frame.size()) return std::nullopt;
    const std::uint32_t flags = four_bytes(frame, at);
    at += 4;
    MpegInfo info;
    const auto take = [&](std::uint32_t flag, std::size_t size) -> std::size_t {
        if ((flags & flag) == 0 || at + size > frame.size()) return 0;
        at += size;
        return at - size;
    };
    constexpr std::size_t toc_bytes = 100;
    info.frames_at = take(1, 4);
    info.bytes_at = take(2, 4);
    info.toc_at = take(4, toc_bytes);
    take(8, 4);  // a quality mark
    info.xing_end = at;
    if (info.frames_at != 0) info.frames = four_bytes(frame, info.frames_at);
    if (info.bytes_at != 0) info.bytes = four_bytes(frame, info.bytes_at);
    return info;
}

/// The length between header and footer, in four bytes of which every eighth bit is zero; empty where they are neither.
std::optional<std::uint64_t> id3v2_body_bytes(Bytes bytes, std::string_view mark) {
    if (bytes.size() < id3v2_header_bytes || !has(bytes, 0, mark)) return std::nullopt;
    if (bytes[3] < 2 || bytes[3] > 4 || bytes[4] == 0xFF) return std::nullopt;
    std::uint64_t size = 0;
    for (const std::uint8_t byte : bytes.subspan(6, 4)) {
        if (byte >= 0x80) return std::nullopt;
        size = size << 7 | byte;
    }
    return size;
}

}  // namespace

std::size_t MpegHeader::frame_bytes() const {
    if (is_free_format()) return 0;
    const int bytes = samples() / 8 * bitrate_kbps * 1000 / sample_rate_hz + (padded ? 1 : 0);
    return static_cast<std::size_t>(bytes);
}

std::size_t MpegHeader::side_bytes() const {
    if (layer != 3) return 0;
    if (version == Version::mpeg_1) return channels == 1 ? 17 : 32;
    return channels == 1 ? 9 : 17;
}

std::optional<MpegHeader> parse_mpeg_header(Bytes bytes) {
    if (bytes.size() < MpegHeader::size) return std::nullopt;
    if (bytes[0] != 0xFF || (bytes[1] & 0xE0) != 0xE0) return std::nullopt;
    const unsigned version = bytes[1] >> 3 & 3U;  // 0: 2.5, 2: 2, 3: 1
    const unsigned layer = bytes[1] >> 1 & 3U;    // 1: III, 2: II
    const unsigned bitrate = bytes[2] >> 4;
    const unsigned rate = bytes[2] >> 2 & 3U;
    const unsigned emphasis = bytes[3] & 3U;
    const bool known_layer = layer == 1 || layer == 2;
    if (version == 1 || !known_layer || bitrate == 15 || rate == 3 || emphasis == 2) return std::nullopt;

    MpegHeader header;
    header.version = version == 3 ? Version::mpeg_1 : version == 2 ? Version::mpeg_2 : Version::mpeg_2_5;
    header.layer = layer == 1 ? 3 : 2;
    header.has_crc = (bytes[1] & 1U) == 0;
    const auto& rates = version != 3 ? both_of_mpeg_2 : header.layer == 3 ? layer_3_of_mpeg_1 : layer_2_of_mpeg_1;
    header.bitrate_kbps = rates[bitrate];
    header.sample_rate_hz = rates_of_mpeg_1[rate] / (version == 3 ? 1 : version == 2 ? 2 : 4);
    header.padded = (bytes[2] & 2U) != 0;
    header.channels = bytes[3] >> 6 == 3 ? 1 : 2;
    return header;
}

std::optional<MpegInfo> parse_mpeg_info(const MpegHeader& header, Bytes frame) {
    if (header.layer != 3) return std::nullopt;
    // LAME leaves no room for a CRC in front of Xing's header even where it sets the bit for one; others do.
    if (auto info = parse_xing(frame, MpegHeader::size + header.side_bytes())) return info;
    if (header.has_crc) {
        if (auto info = parse_xing(frame, header.side_offset() + header.side_bytes())) return info;
    }
    constexpr std::size_t vbri_at = 36;
    constexpr std::size_t vbri_bytes = 26;
    if (!has(frame, vbri_at, "VBRI") || vbri_at + vbri_bytes > frame.size()) return std::nullopt;
    MpegInfo info;
    info.vbri = true;
    info.bytes_at = vbri_at + 10;
    info.frames_at = vbri_at + 14;
    info.bytes = four_bytes(frame, info.bytes_at);
    info.frames = four_bytes(frame, info.frames_at);
    return info;
}

std::uint64_t id3v2_bytes(Bytes head) {
    const auto body = id3v2_body_bytes(head, "ID3");
    if (!body) return 0;
    const bool has_footer = head[3] == 4 && (head[5] & 0x10) != 0;
    return id3v2_header_bytes + *body + (has_footer ? id3v2_header_bytes : 0);
}

std::uint64_t id3v2_bytes_before(Bytes footer) {
    const auto body = id3v2_body_bytes(footer, "3DI");
    return body ? 2 * id3v2_header_bytes + *body : 0;
}

}  // namespace core
