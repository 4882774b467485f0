#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/frame.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>
#include <string_view>

/// Owners of libav's handles, and the one place where its error codes become exceptions. For this folder's .cpp files.
namespace transcode {

struct AvFree {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
    void operator()(AVCodecContext* codec) const noexcept { avcodec_free_context(&codec); }
    void operator()(SwrContext* resampler) const noexcept { swr_free(&resampler); }
    void operator()(SwsContext* scaler) const noexcept { sws_freeContext(scaler); }
    void operator()(AVFilterGraph* graph) const noexcept { avfilter_graph_free(&graph); }
    void operator()(AVFilterInOut* ends) const noexcept { avfilter_inout_free(&ends); }
};
struct CloseInput {
    void operator()(AVFormatContext* format) const noexcept { avformat_close_input(&format); }
};
struct FreeOutput {
    void operator()(AVFormatContext* format) const noexcept { avformat_free_context(format); }
};

using FramePtr = std::unique_ptr<AVFrame, AvFree>;
using PacketPtr = std::unique_ptr<AVPacket, AvFree>;
using CodecPtr = std::unique_ptr<AVCodecContext, AvFree>;
using ResamplerPtr = std::unique_ptr<SwrContext, AvFree>;
using ScalerPtr = std::unique_ptr<SwsContext, AvFree>;
using FilterGraphPtr = std::unique_ptr<AVFilterGraph, AvFree>;
using FilterEndsPtr = std::unique_ptr<AVFilterInOut, AvFree>;
using InputPtr = std::unique_ptr<AVFormatContext, CloseInput>;
using OutputPtr = std::unique_ptr<AVFormatContext, FreeOutput>;

/// Options for a libav call, freed with whatever the call left in them.
class Options {
public:
    Options() = default;
    ~Options() { av_dict_free(&dictionary_); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    void set(const char* key, const std::string& value);
    AVDictionary** get() noexcept { return &dictionary_; }

private:
    AVDictionary* dictionary_ = nullptr;
};

/// libav's own words for one of its error codes.
std::string av_message(int code);

/// Passes a result through; throws Error(media) "cannot WHAT: reason" for an error code.
int av(int result, std::string_view what);

/// New handles; throw std::bad_alloc.
FramePtr new_frame();
PacketPtr new_packet();

/// Throws std::bad_alloc for a handle that libav could not allocate.
template <typename Handle>
Handle allocated(Handle handle) {
    if (!handle) throw std::bad_alloc();
    return handle;
}

}  // namespace transcode
