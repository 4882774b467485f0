#pragma once

#include "core/tags.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace transcode {

/// The bytes of an ID3v2.4 tag, to stand in front of an MP3 stream; of an ID3v2.3 tag, whose times have no seconds,
/// where a chapter has a picture or long words, which many players find in this version only. TDRC holds seconds;
/// languages are ISO 639-2/B; WFED is a text frame, since readers take it as one; `duration` is where the last chapter
/// ends. Zeros follow the frames: up to `room` bytes in all, or up to room_for() them where they are more than that.
std::string id3v2_tag(const core::Tags& tags, std::chrono::milliseconds duration, std::uint64_t room = 0);

}  // namespace transcode
