#pragma once

#include "core/tags.h"

#include <cstdint>

namespace transcode {

/// As write_tags(). Room is a free atom behind the list of tags, which begins with eight bytes: tags that leave less
/// than these and more than nothing do not fit. Where the room has to grow to a certain length, up to a KiB of it
/// stands at the file's end, for nobody.
void write_m4a_tags(int descriptor, const core::Tags& tags, std::uint64_t length);

}  // namespace transcode
