#include "fetch/web/mpeg_frame.h"

#include <array>
#include <cstdint>

namespace fetch {

namespace {

using Bytes = std::span<const std::byte>;

// kbit/s by index: MPEG-1 Layer II, MPEG-1 Layer III, and MPEG-2 and -2.5 (ISO 11172-3 and 13818-3).
constexpr std::array<std::array<int, 15>, 3> bitrates = {{
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}};

struct Header {
    std::uint32_t kept = 0;  ///< the bits that stay the same in a stream: version, layer, sample rate
    std::size_t length = 0;  ///< 0: free format
    bool mpeg1 = false;
    bool layer3 = false;
    bool mono = false;
};

std::optional<Header> read_header(Bytes bytes, std::size_t offset) {
    if (bytes.size() < offset + 4) return std::nullopt;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i) word = word << 8 | std::to_integer<std::uint32_t>(bytes[offset + i]);
    const std::uint32_t version = word >> 19 & 3;  // 0: 2.5, 2: 2, 3: 1
    const std::uint32_t layer = word >> 17 & 3;    // 1: III, 2: II
    const std::uint32_t bitrate = word >> 12 & 15;
    const std::uint32_t rate = word >> 10 & 3;
    if (word >> 21 != 0x7ff || version == 1 || layer == 0 || layer == 3 || bitrate == 15 || rate == 3 ||
        (word & 3) == 2) {
        return std::nullopt;
    }
    constexpr std::array<int, 3> rates = {44100, 48000, 32000};
    const int hertz = rates[rate] / (version == 3 ? 1 : version == 2 ? 2 : 4);
    Header header;
    header.kept = word & 0xfffe0c00;
    header.mpeg1 = version == 3;
    header.layer3 = layer == 1;
    header.mono = (word >> 6 & 3) == 3;
    const int kilobits = bitrates[!header.mpeg1 ? 2 : header.layer3 ? 1 : 0][bitrate];
    const int samples_in_bytes = header.layer3 && !header.mpeg1 ? 72 : 144;
    if (kilobits > 0)
        header.length = static_cast<std::size_t>(samples_in_bytes * kilobits * 1000 / hertz) + (word >> 9 & 1);
    return header;
}

/// How many frames of one stream stand one after the other from here, as far as the bytes reach, at most three.
std::size_t chain(Bytes bytes, std::size_t offset, bool& reaches_end) {
    const auto first = read_header(bytes, offset);
    if (!first) return 0;
    std::size_t length = first->length;
    if (length == 0) {  // free format: the distance to the next header like this one is the length of all
        for (std::size_t next = offset + 24; next + 4 <= bytes.size() && length == 0; ++next) {
            const auto header = read_header(bytes, next);
            if (header && header->length == 0 && header->kept == first->kept) length = next - offset;
        }
        if (length == 0) return 1;
    }
    std::size_t count = 1;
    std::size_t position = offset + length;
    while (count < 3) {
        if (position + 4 > bytes.size()) {
            reaches_end = true;
            return count;
        }
        const auto header = read_header(bytes, position);
        if (!header || header->kept != first->kept) return count;
        ++count;
        position += header->length != 0 ? header->length : length;
    }
    return count;
}

MpegFrame frame_at(Bytes bytes, std::size_t offset) {
    const Header header = *read_header(bytes, offset);
    const std::size_t side_info = header.mpeg1 ? (header.mono ? 17 : 32) : (header.mono ? 9 : 17);
    return {offset, header.layer3 ? side_info : 0};
}

}  // namespace

std::size_t id3v2_length(std::span<const std::byte> head) {
    constexpr std::size_t header_bytes = 10;
    if (head.size() < header_bytes) return 0;
    const auto byte = [head](std::size_t index) { return std::to_integer<std::uint32_t>(head[index]); };
    if (byte(0) != 'I' || byte(1) != 'D' || byte(2) != '3' || byte(3) < 2 || byte(3) > 4 || byte(4) == 0xff) return 0;
    std::size_t size = 0;
    for (std::size_t i = 6; i < header_bytes; ++i) {
        if (byte(i) > 0x7f) return 0;
        size = size << 7 | byte(i);
    }
    const bool footer = byte(3) == 4 && (byte(5) & 0x10) != 0;
    return size + header_bytes + (footer ? header_bytes : 0);
}

std::optional<MpegFrame> find_mpeg_frame(std::span<const std::byte> head) {
    std::size_t start = 0;
    while (start < head.size() && head[start] == std::byte{0}) ++start;
    bool reaches_end = false;
    const std::size_t first = chain(head, start, reaches_end);
    if (first >= 2 || (first == 1 && reaches_end)) return frame_at(head, start);
    for (std::size_t offset = start + 1; offset + 4 <= head.size(); ++offset) {
        reaches_end = false;
        if (head[offset] == std::byte{0xff} && chain(head, offset, reaches_end) == 3) return frame_at(head, offset);
    }
    return std::nullopt;
}

}  // namespace fetch
