#pragma once

#include "fetch/web/extent.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fetch {

/// Where the segment of a Matroska or WebM file ends by its own word (RFC 9559), which may be behind the file's end;
/// none where it was streamed, and of what is no such file.
std::optional<std::uint64_t> matroska_end(int descriptor);

/// Where its clusters stand, joined where they touch; the last may reach behind the file's end. None where a track is
/// not compressed. What cannot be read as an element is taken for sound that was one.
std::vector<Extent> matroska_sound(int descriptor);

}  // namespace fetch
