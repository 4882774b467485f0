#pragma once

#include "transcode/av.h"

namespace transcode {

/// An empty picture of that size.
FramePtr picture_frame(int width, int height, AVPixelFormat format);

/// The picture in that size and format, whatever its proportions were. The same frame gives the same pixels.
FramePtr scaled(const AVFrame& frame, int width, int height, AVPixelFormat format);

}  // namespace transcode
