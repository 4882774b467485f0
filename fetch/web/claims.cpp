#include "fetch/web/claims.h"

#include "core/mpeg_audio.h"
#include "fetch/web/file_bytes.h"
#include "fetch/web/matroska_outline.h"
#include "fetch/web/mpeg_frame.h"

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
        if (size < 36 || is_placeholder(size, size_of(descriptor))) return std::nullopt;
        return size + 8 + (size & 1);
    }
    if (!has(head, 12, "ds64") || head.size() < 28) return std::nullopt;
    return little_endian(head, 20, 8) + 8;
}

std::optional<std::uint64_t> length_of_aiff(int descriptor) {
    const auto head = read_at(descriptor, 0, 12);
    const std::uint64_t size = head.size() < 12 ? 0 : big_endian(head, 4, 4);
    if (size < 12 || is_placeholder(size, size_of(descriptor))) return std::nullopt;
    return size + 8;
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

std::optional<std::uint64_t> length_of_mp3(int descriptor) {
    const MpegClaim claim = mpeg_claim(descriptor);
    if (is_placeholder(claim.bytes, size_of(descriptor))) return std::nullopt;
    return claim.first_frame + claim.bytes;
}

}  // namespace

bool is_placeholder(std::uint64_t size, std::uint64_t file_bytes) {
    constexpr std::uint64_t less_some_header = 0x7fff0000;
    constexpr std::uint64_t streamed_aiff = 0x7f000000;
    return size == 0 || size >= less_some_header || (size >= streamed_aiff && file_bytes < size / 2);
}

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
            return matroska_end(descriptor);
        case AudioKind::mp3:
            return length_of_mp3(descriptor);
        case AudioKind::flac:
        case AudioKind::aac:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace fetch
