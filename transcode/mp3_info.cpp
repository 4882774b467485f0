#include "transcode/mp3_info.h"

#include <algorithm>
#include <span>

namespace transcode {

void Mp3Contents::add(std::uint64_t frame, std::uint64_t at) {
    for (; next_ < table_.size() && next_ * frames_ <= frame * table_.size(); ++next_) {
        table_[next_] = static_cast<std::uint8_t>(std::min<std::uint64_t>(at * 256 / bytes_, 255));
    }
}

void correct_mp3_info(std::vector<std::uint8_t>& frame, const Mp3InfoHeader& info, const Mp3Contents& contents,
                      std::uint16_t music_crc) {
    constexpr std::size_t count_bytes = 4;
    const std::span<std::uint8_t> bytes(frame);
    const auto total = static_cast<std::uint32_t>(contents.bytes());
    const auto frames = static_cast<std::uint32_t>(contents.frames());
    const bool right_frames = info.frames_at == 0 || info.frames == frames;
    // Some writers leave this frame's own bytes out.
    const bool right_bytes = info.bytes_at == 0 || info.bytes == total || info.bytes + frame.size() == total;
    if (!right_frames || !right_bytes) {
        if (info.frames_at != 0) write_big_endian(bytes, info.frames_at, count_bytes, frames);
        if (info.bytes_at != 0) write_big_endian(bytes, info.bytes_at, count_bytes, total);
        if (info.toc_at != 0) {
            std::ranges::copy(contents.table(), frame.begin() + static_cast<std::ptrdiff_t>(info.toc_at));
        }
    }
    if (info.lame_at == 0) return;
    const auto field = [&](std::size_t offset, std::size_t count, std::uint32_t value) {
        write_big_endian(bytes, info.lame_at + offset, count, value);
    };
    if (!right_frames) field(LameTag::delay, 3, static_cast<std::uint32_t>(info.delay) << 12);
    field(LameTag::peak, 4, 0);
    field(LameTag::replay_gain, 4, 0);
    field(LameTag::mp3gain, 1, 0);
    if (!right_frames || !right_bytes) field(LameTag::music_length, 4, total);
    field(LameTag::music_crc, 2, music_crc);
    field(LameTag::tag_crc, 2, update_lame_crc(0, Bytes(frame).first(info.lame_at + LameTag::tag_crc)));
}

}  // namespace transcode
