#pragma once

#include "transcode/av.h"
#include "transcode/picture_facts.h"

namespace transcode {

/// Writes a frame of any pixel format and size as a square baseline JPEG of that side; what is transparent becomes
/// white. The same frame gives the same bytes.
PictureFacts write_jpeg(const AVFrame& frame, int side, int output);

}  // namespace transcode
