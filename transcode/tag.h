#pragma once

#include "core/recipe.h"
#include "core/tags.h"

#include <chrono>
#include <string>

namespace transcode {

/// The bytes of an ID3v2.4 tag, to stand in front of an MP3 stream. TDRC holds seconds; languages are ISO 639-2/B; WFED
/// is a text frame, since readers take it as one; `duration` is where the last chapter ends.
std::string id3v2_tag(const core::Tags& tags, std::chrono::milliseconds duration);

/// Replaces all tags of an M4A or Opus file behind a descriptor that is open for reading and writing; the audio stays
/// where it is or moves as a whole. Chapters of an M4A file are its muxer's matter. Throws Error(media) when the file
/// is not understood, Error(storage) when writing fails.
void write_tags(int descriptor, core::Format format, const core::Tags& tags);

/// Notes in an Opus file how far it is from -23 LUFS, as RFC 7845 wants it (R128_TRACK_GAIN, in 1/256 dB, above the
/// output gain of its header). write_tags() leaves the note standing.
void write_r128_gain(int descriptor, double integrated_lufs);

}  // namespace transcode
