#pragma once

#include "transcode/av.h"
#include "transcode/picture_facts.h"

namespace transcode {

/// Writes a square frame of any pixel format and size as a square baseline JPEG of that side; what is transparent
/// becomes white. It is turned and mirrored by that orientation (orientation.h). The same frame gives the same bytes.
PictureFacts write_jpeg(const AVFrame& frame, int side, int orientation, int output);

}  // namespace transcode
