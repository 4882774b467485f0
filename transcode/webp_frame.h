#pragma once

#include <string>
#include <string_view>

namespace transcode {

/// The first frame of an animated WebP as a still one, for which libav has a decoder; empty for what is no such file.
std::string first_frame_of_webp(std::string_view file);

}  // namespace transcode
