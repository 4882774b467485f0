#pragma once

#include "core/recipe.h"
#include "core/tags.h"

#include <cstdint>

namespace transcode {

/// Replaces all tags of an M4A or Opus file behind a descriptor that is open for reading and writing; the audio stays
/// where it is or moves as a whole. Chapters of an M4A file are its muxer's matter. The file then has `length` bytes,
/// those of the file that it was copied from, if the tags fit into the room which that leaves; otherwise, and for 0,
/// they get as much as room_for() says. Throws Error(media) when the file is not understood, Error(storage) when
/// writing fails.
void write_tags(int descriptor, core::Format format, const core::Tags& tags, std::uint64_t length = 0);

}  // namespace transcode
