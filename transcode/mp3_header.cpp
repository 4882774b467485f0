#include "transcode/mp3_header.h"

#include <algorithm>
#include <cassert>
#include <string_view>

namespace transcode {

namespace {

/// Most significant bit first, over a polynomial whose top bit is left out; CRC-16 of the MPEG standard.
constexpr std::array<std::uint16_t, 256> forward_table(unsigned polynomial) {
    std::array<std::uint16_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned crc = i << 8;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ polynomial : crc << 1;
        table[i] = static_cast<std::uint16_t>(crc);
    }
    return table;
}

/// The same polynomial, least significant bit first.
constexpr std::array<std::uint16_t, 256> backward_table(unsigned polynomial) {
    std::array<std::uint16_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned crc = i;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
        table[i] = static_cast<std::uint16_t>(crc);
    }
    return table;
}

constexpr auto frame_crc_table = forward_table(0x8005);
constexpr auto lame_crc_table = backward_table(0xA001);

unsigned read_bits(Bytes bytes, std::size_t bit, unsigned count) {
    unsigned value = 0;
    for (; count > 0; --count, ++bit) value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1U);
    return value;
}

bool has_text(Bytes bytes, std::size_t at, std::string_view text) {
    return at + text.size() <= bytes.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool is_lame_tag(Bytes frame, std::size_t at) {
    if (at + LameTag::size > frame.size()) return false;
    for (const std::string_view maker : {"LAME", "Lavf", "Lavc", "L3.9", "GOGO"}) {
        if (has_text(frame, at, maker)) return true;
    }
    // Whoever else wrote it: a right CRC shows that the fields are there.
    const std::size_t crc_at = at + LameTag::tag_crc;
    return frame[at] != 0 && update_lame_crc(0, frame.first(crc_at)) == core::big_endian(frame, crc_at, 2);
}

}  // namespace

std::optional<Mp3Header> parse_mp3_header(Bytes bytes) {
    const auto header = core::parse_mpeg_header(bytes);
    if (!header || header->layer != 3) return std::nullopt;
    return Mp3Header{*header};
}

Mp3SideInfo parse_mp3_side_info(const Mp3Header& header, Bytes frame) {
    assert(frame.size() >= header.side_offset() + header.side_bytes());
    const bool first_version = header.version == Mp3Header::Version::mpeg_1;
    const auto channels = static_cast<std::size_t>(header.channels);
    // Before the granules: where the main data begins, private bits and, in MPEG-1, which scale factors are shared.
    const std::size_t prefix = first_version ? 9 + (channels == 1 ? 5 : 3) + 4 * channels : 8 + channels;
    const std::size_t granule_bits = first_version ? 59 : 63;
    Mp3SideInfo side;
    side.count = header.granules() * header.channels;
    std::size_t bit = header.side_offset() * 8 + prefix;
    for (int i = 0; i < side.count; ++i, bit += granule_bits) {
        Mp3Granule& granule = side.granules[static_cast<std::size_t>(i)];
        granule.part2_3_length = read_bits(frame, bit, 12);
        granule.gain_bit = bit + 12 + 9;
        granule.global_gain = read_bits(frame, granule.gain_bit, 8);
    }
    return side;
}

void write_mp3_gain(std::span<std::uint8_t> frame, std::size_t gain_bit, unsigned global_gain) {
    for (unsigned i = 0; i < 8; ++i) {
        const std::size_t bit = gain_bit + i;
        const unsigned mask = 0x80U >> bit % 8;
        const unsigned value = (global_gain & 0x80U >> i) != 0 ? mask : 0U;
        frame[bit / 8] = static_cast<std::uint8_t>((frame[bit / 8] & ~mask) | value);
    }
}

std::uint16_t mp3_frame_crc(const Mp3Header& header, Bytes frame) {
    unsigned crc = 0xFFFF;
    const auto add = [&crc](std::uint8_t byte) {
        crc = (crc << 8 & 0xFFFF) ^ frame_crc_table[(crc >> 8 ^ byte) & 0xFF];
    };
    add(frame[2]);
    add(frame[3]);
    for (const std::uint8_t byte : frame.subspan(header.side_offset(), header.side_bytes())) add(byte);
    return static_cast<std::uint16_t>(crc);
}

std::uint16_t update_lame_crc(std::uint16_t crc, Bytes bytes) {
    unsigned value = crc;
    for (const std::uint8_t byte : bytes) value = value >> 8 ^ lame_crc_table[(value ^ byte) & 0xFF];
    return static_cast<std::uint16_t>(value);
}

void write_big_endian(std::span<std::uint8_t> bytes, std::size_t at, std::size_t count, std::uint32_t value) {
    for (std::size_t i = count; i > 0; --i, value >>= 8) bytes[at + i - 1] = static_cast<std::uint8_t>(value);
}

std::optional<Mp3InfoHeader> parse_mp3_info(const Mp3Header& header, Bytes frame) {
    const auto found = core::parse_mpeg_info(header, frame);
    if (!found) return std::nullopt;
    Mp3InfoHeader info{*found};
    const std::size_t at = info.xing_end;
    if (info.vbri || !is_lame_tag(frame, at)) return info;
    info.lame_at = at;
    // Players take delay and padding from these only.
    if (has_text(frame, at, "LAME") || has_text(frame, at, "Lavf") || has_text(frame, at, "Lavc")) {
        info.delay = static_cast<int>(core::big_endian(frame, at + LameTag::delay, 3) >> 12);
        info.padding = static_cast<int>(core::big_endian(frame, at + LameTag::delay, 3) & 0xFFF);
    }
    return info;
}

}  // namespace transcode
