#include "fetch/web/claims.h"

#include "core/mpeg_audio.h"
#include "fetch/web/file_bytes.h"
#include "fetch/web/mpeg_frame.h"

#include <utility>
#include <vector>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;
using core::little_endian;

std::optional<std::uint64_t> length_of_wav(int descriptor) {
    const auto head = read_at(descriptor, 0, 48);
    if (head.size() < 12 || !has(head, 8, "WAVE")) return std::nullopt;
    const std::uint64_t size = little_endian(head, 4, 4);
    if (has(head, 0, "RIFF")) {
        // Writers that cannot go back leave these.
        if (size < 36 || size >= 0xfffff000) return std::nullopt;
        return size + 8 + (size & 1);
    }
    if (!has(head, 12, "ds64") || head.size() < 28) return std::nullopt;
    return little_endian(head, 20, 8) + 8;
}

std::optional<std::uint64_t> length_of_aiff(int descriptor) {
    const auto head = read_at(descriptor, 0, 12);
    if (head.size() < 12 || big_endian(head, 4, 4) < 12) return std::nullopt;
    return big_endian(head, 4, 4) + 8;
}

std::optional<std::uint64_t> length_of_mp4(int descriptor) {
    std::uint64_t offset = 0;
    bool index = false;
    bool media = false;
    for (int boxes = 0; boxes < 10'000; ++boxes) {
        const auto head = read_at(descriptor, offset, 16);
        if (head.size() < 8) {
            // Whole boxes tell an end only when nothing that a player needs is missing.
            if (!index || !media) return std::nullopt;
            return head.empty() ? offset : offset + 8;
        }
        std::uint64_t size = big_endian(head, 0, 4);
        if (size == 1 && head.size() < 16) return offset + 16;
        if (size == 1) size = big_endian(head, 8, 8);
        if (has(head, 4, "moof")) return std::nullopt;  // fragments do not say how many there are
        index = index || has(head, 4, "moov");
        media = media || has(head, 4, "mdat");
        if (size < 8 || size > (1ull << 48)) return std::nullopt;  // 0: until the end, wherever that is
        offset += size;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> length_of_ogg(int descriptor) {
    std::uint64_t offset = 0;
    bool last = false;
    for (;;) {
        const auto head = read_at(descriptor, offset, 27 + 255);
        if (head.empty()) return last ? std::optional(offset) : std::nullopt;
        if (head.size() < 27) return offset + 27;
        if (!has(head, 0, "OggS")) return std::nullopt;
        const std::size_t segments = head[26];
        if (head.size() < 27 + segments) return offset + 27 + segments;
        last = (head[5] & 4) != 0;
        std::uint64_t size = 27 + segments;
        for (std::size_t i = 0; i < segments; ++i) size += head[27 + i];
        offset += size;
    }
}

/// The value and the width of an EBML number; width 0 where there is none.
std::pair<std::uint64_t, std::size_t> ebml_number(Bytes bytes, std::size_t offset) {
    if (offset >= bytes.size() || bytes[offset] == 0) return {0, 0};
    std::size_t width = 1;
    while ((bytes[offset] & (0x80u >> (width - 1))) == 0) ++width;
    if (bytes.size() < offset + width) return {0, 0};
    const std::uint64_t mask = (1ull << (7 * width)) - 1;
    return {big_endian(bytes, offset, width) & mask, width};
}

std::optional<std::uint64_t> length_of_matroska(int descriptor) {
    const auto head = read_at(descriptor, 0, 4096);
    const auto [size, width] = ebml_number(head, 4);
    if (width == 0 || size > head.size()) return std::nullopt;
    const std::size_t segment = 4 + width + static_cast<std::size_t>(size);
    if (!has(head, segment, "\x18\x53\x80\x67")) return std::nullopt;
    const auto [length, length_width] = ebml_number(head, segment + 4);
    if (length_width == 0 || length == (1ull << (7 * length_width)) - 1) return std::nullopt;
    return segment + 4 + length_width + length;
}

std::optional<std::uint64_t> length_of_mp3(int descriptor) {
    const MpegClaim claim = mpeg_claim(descriptor);
    if (claim.bytes == 0) return std::nullopt;
    return claim.first_frame + claim.bytes;
}

}  // namespace

MpegClaim mpeg_claim(int descriptor) {
    std::uint64_t start = 0;
    for (int tags = 0; tags < 8; ++tags) {
        const std::uint64_t tag = core::id3v2_bytes(read_at(descriptor, start, 10));
        if (tag == 0) break;
        start += tag;
    }
    const auto head = read_at(descriptor, start, 4096);
    const auto frame = find_mpeg_frame(head);
    if (!frame) return {};
    MpegClaim claim{start + frame->offset, 0, 0};
    if (const auto info = core::parse_mpeg_info(frame->header, Bytes(head).subspan(frame->offset))) {
        claim.frames = info->frames;
        claim.bytes = info->bytes;
    }
    return claim;
}

std::optional<std::uint64_t> claimed_length(int descriptor, AudioKind kind) {
    switch (kind) {
        case AudioKind::wav:
            return length_of_wav(descriptor);
        case AudioKind::aiff:
            return length_of_aiff(descriptor);
        case AudioKind::mp4:
            return length_of_mp4(descriptor);
        case AudioKind::ogg:
            return length_of_ogg(descriptor);
        case AudioKind::matroska:
            return length_of_matroska(descriptor);
        case AudioKind::mp3:
            return length_of_mp3(descriptor);
        case AudioKind::flac:
        case AudioKind::aac:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace fetch
