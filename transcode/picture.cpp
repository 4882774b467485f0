#include "transcode/picture.h"

#include "core/error.h"
#include "transcode/av.h"
#include "transcode/descriptor_io.h"
#include "transcode/jpeg.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;

constexpr std::int64_t most_pixels = 100'000'000;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::media, "not a usable picture: " + why);
}

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

/// The demuxers of single pictures are named after their format: "png_pipe".
bool is_picture(std::string_view demuxer) {
    return demuxer.ends_with("_pipe") || demuxer == "gif" || demuxer == "apng" || demuxer == "ico";
}

FramePtr decode_picture(int input) {
    quiet_libav();
    DescriptorIo io(input, Access::read);
    if (file_size(input) == 0) refuse("it is empty");
    const AVInputFormat* format = nullptr;
    const int probed = av_probe_input_buffer2(io.context(), &format, "", nullptr, 0, 0);
    io.check();
    if (probed < 0 || format == nullptr || !is_picture(format->name)) refuse("it is in no known picture format");
    AVFormatContext* context = allocated(avformat_alloc_context());
    context->pb = io.context();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    context->io_open = &refuse_to_open;
    const int opened = avformat_open_input(&context, "", format, nullptr);
    io.check();
    if (opened < 0) refuse(av_message(opened));
    const InputPtr source(context);

    const AVCodec* decoder = nullptr;
    const int index = av_find_best_stream(source.get(), AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
    if (index < 0) refuse("no picture in it can be decoded");
    const CodecPtr codec = allocated(CodecPtr(avcodec_alloc_context3(decoder)));
    av(avcodec_parameters_to_context(codec.get(), source->streams[index]->codecpar), "decode the picture");
    codec->thread_count = 1;
    codec->max_pixels = most_pixels;
    av(avcodec_open2(codec.get(), decoder, nullptr), "decode the picture");

    const PacketPtr packet = new_packet();
    FramePtr frame = new_frame();
    int got = AVERROR(EAGAIN);
    while (got == AVERROR(EAGAIN)) {
        av_packet_unref(packet.get());
        int read = av_read_frame(source.get(), packet.get());
        io.check();
        if (read >= 0 && packet->stream_index != index) continue;
        const int sent = avcodec_send_packet(codec.get(), read >= 0 ? packet.get() : nullptr);
        if (sent < 0) refuse(av_message(sent));
        got = avcodec_receive_frame(codec.get(), frame.get());
    }
    if (got < 0) refuse(av_message(got));
    if (frame->width <= 0 || frame->height <= 0) refuse("it has no size");
    return frame;
}

void crop_to_centre(AVFrame& frame) {
    const int side = std::min(frame.width, frame.height);
    frame.crop_left = static_cast<std::size_t>((frame.width - side) / 2);
    frame.crop_right = static_cast<std::size_t>(frame.width - side) - frame.crop_left;
    frame.crop_top = static_cast<std::size_t>((frame.height - side) / 2);
    frame.crop_bottom = static_cast<std::size_t>(frame.height - side) - frame.crop_top;
    av(av_frame_apply_cropping(&frame, AV_FRAME_CROP_UNALIGNED), "crop the picture");
}

}  // namespace

PictureFacts square_jpeg(int input, int output, int min_side, int max_side) {
    const FramePtr frame = decode_picture(input);
    crop_to_centre(*frame);
    return write_jpeg(*frame, std::clamp(frame->width, min_side, max_side), output);
}

}  // namespace transcode
