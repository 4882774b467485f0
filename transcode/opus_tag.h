#pragma once

#include "core/tags.h"

#include <cstdint>

namespace transcode {

/// As write_tags(). Room is zeros behind the list of comments (RFC 7845, section 5.2). R128_TRACK_GAIN stays.
void write_opus_tags(int descriptor, const core::Tags& tags, std::uint64_t length);

/// Notes in an Opus file how far it is from -23 LUFS, as RFC 7845 wants it (R128_TRACK_GAIN, in 1/256 dB, above the
/// output gain of its header). The file keeps its length where there is room.
void write_r128_gain(int descriptor, double integrated_lufs);

}  // namespace transcode
