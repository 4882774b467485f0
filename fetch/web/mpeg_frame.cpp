#include "fetch/web/mpeg_frame.h"

namespace fetch {

namespace {

using core::Bytes;
using core::MpegHeader;

std::optional<MpegHeader> header_at(Bytes bytes, std::size_t offset) {
    return offset <= bytes.size() ? core::parse_mpeg_header(bytes.subspan(offset)) : std::nullopt;
}

/// What stays the same in a stream. The channels may change, from joint stereo to mono for a voice.
bool go_together(const MpegHeader& one, const MpegHeader& other) {
    return one.version == other.version && one.layer == other.layer && one.sample_rate_hz == other.sample_rate_hz;
}

/// How many frames of one stream stand one after the other from here, as far as the bytes reach, at most three.
std::size_t chain(Bytes bytes, std::size_t offset, bool& reaches_end) {
    const auto first = header_at(bytes, offset);
    if (!first) return 0;
    std::size_t length = first->frame_bytes();
    if (length == 0) {  // free format: the distance to the next header like this one is the length of all
        for (std::size_t next = offset + 24; next + MpegHeader::size <= bytes.size() && length == 0; ++next) {
            const auto header = header_at(bytes, next);
            if (header && header->is_free_format() && go_together(*header, *first)) length = next - offset;
        }
        if (length == 0) return 1;
    }
    std::size_t count = 1;
    std::size_t position = offset + length;
    while (count < 3) {
        if (position + MpegHeader::size > bytes.size()) {
            reaches_end = true;
            return count;
        }
        const auto header = header_at(bytes, position);
        if (!header || !go_together(*header, *first)) return count;
        ++count;
        position += header->is_free_format() ? length : header->frame_bytes();
    }
    return count;
}

}  // namespace

std::optional<MpegFrame> find_mpeg_frame(Bytes head) {
    std::size_t start = 0;
    while (start < head.size() && head[start] == 0) ++start;
    bool reaches_end = false;
    const std::size_t first = chain(head, start, reaches_end);
    if (first >= 2 || (first == 1 && reaches_end)) return MpegFrame{start, *header_at(head, start)};
    for (std::size_t offset = start + 1; offset + MpegHeader::size <= head.size(); ++offset) {
        reaches_end = false;
        if (head[offset] == 0xFF && chain(head, offset, reaches_end) == 3)
            return MpegFrame{offset, *header_at(head, offset)};
    }
    return std::nullopt;
}

}  // namespace fetch
