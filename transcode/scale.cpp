#include "transcode/scale.h"

namespace transcode {

FramePtr picture_frame(int width, int height, AVPixelFormat format) {
    FramePtr frame = new_frame();
    frame->width = width;
    frame->height = height;
    frame->format = format;
    av(av_frame_get_buffer(frame.get(), 0), "scale the picture");
    return frame;
}

FramePtr scaled(const AVFrame& frame, int width, int height, AVPixelFormat format) {
    FramePtr result = picture_frame(width, height, format);
    const ScalerPtr scaler = allocated(ScalerPtr(
        sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), width, height, format,
                       SWS_LANCZOS | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT, nullptr, nullptr, nullptr)));
    av(sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, result->data, result->linesize),
       "scale the picture");
    return result;
}

}  // namespace transcode
