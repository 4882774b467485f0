#pragma once

#include <cstdint>

namespace transcode {

/// How much room a tag of so many bytes gets where it is written for the first time or has outgrown its room: a quarter
/// and 16 KiB more than it needs, in whole blocks of 4 KiB. That takes a longer title, some more paragraphs and another
/// cover of a similar size, so that the file keeps its length, and so its name, when they change; it costs a file of
/// five minutes with a cover of 40 KB about one per cent.
constexpr std::uint64_t room_for(std::uint64_t tag_bytes) {
    constexpr std::uint64_t block = 4 << 10;
    return (tag_bytes + tag_bytes / 4 + (16 << 10) + block - 1) / block * block;
}

}  // namespace transcode
