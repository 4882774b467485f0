#pragma once

#include "transcode/av.h"
#include "transcode/picture_facts.h"

namespace transcode {

/// How a frame is written.
struct JpegForm {
    int width = 0;  ///< in pixels, before it is turned
    int height = 0;
    int orientation = 1;  ///< by which it is turned and mirrored (orientation.h)
    int quality = 3;      ///< of libav's 1, best, to 31
};

/// Writes a frame of any pixel format and size as a baseline JPEG; what is transparent becomes white. The same frame
/// gives the same bytes.
PictureFacts write_jpeg(const AVFrame& frame, const JpegForm& form, int output);

}  // namespace transcode
