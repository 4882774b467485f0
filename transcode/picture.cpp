#include "transcode/picture.h"

#include "core/error.h"
#include "core/file_mark.h"
#include "transcode/av.h"
#include "transcode/complaints.h"
#include "transcode/descriptor_io.h"
#include "transcode/jpeg.h"
#include "transcode/orientation.h"
#include "transcode/webp_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;

constexpr std::int64_t most_pixels = 100'000'000;
/// Of a file, where its orientation and its first frame are looked for.
constexpr std::uint64_t most_bytes = 64 << 20;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::media, "not a usable picture: " + why);
}

[[noreturn]] void refuse_unreadable(std::string_view kind) {
    if (kind.empty()) refuse("it is in no known picture format");
    refuse(fmt::format("it is {} that this machine's libav cannot read", kind));
}

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

std::string_view mark_of(std::string_view head) {
    return core::file_mark(core::bytes_of(head));
}

/// The demuxers of single pictures are named after their format: "png_pipe". AVIF stands in a container of films.
bool is_picture(std::string_view demuxer, std::string_view head) {
    return demuxer.ends_with("_pipe") || demuxer == "gif" || demuxer == "apng" || demuxer == "ico" ||
           (demuxer.starts_with("mov,") && mark_of(head) == core::avif_picture);
}

CodecPtr open_decoder(const AVCodec* decoder, const AVCodecParameters* parameters) {
    CodecPtr codec = allocated(CodecPtr(avcodec_alloc_context3(decoder)));
    if (parameters != nullptr) av(avcodec_parameters_to_context(codec.get(), parameters), "decode the picture");
    codec->thread_count = 1;
    codec->max_pixels = most_pixels;
    av(avcodec_open2(codec.get(), decoder, nullptr), "decode the picture");
    return codec;
}

/// Reads one packet after the other until a frame comes; `next` fills in a packet, false at the end.
template <typename Next>
FramePtr first_frame(AVCodecContext& codec, std::string_view kind, Next next) {
    const auto check = [kind](int result) {
        if (result >= 0) return;
        if (kind.empty()) refuse(av_message(result));
        refuse(fmt::format("it is {} that cannot be decoded ({})", kind, av_message(result)));
    };
    const PacketPtr packet = new_packet();
    FramePtr frame = new_frame();
    int got = AVERROR(EAGAIN);
    while (got == AVERROR(EAGAIN)) {
        av_packet_unref(packet.get());
        const int sent = avcodec_send_packet(&codec, next(*packet) ? packet.get() : nullptr);
        check(sent);
        got = avcodec_receive_frame(&codec, frame.get());
    }
    check(got);
    return frame;
}

/// Animated WebP is nothing that libav's demuxer knows of.
FramePtr decode_webp(const std::string& still) {
    const AVCodec* decoder = avcodec_find_decoder(AV_CODEC_ID_WEBP);
    if (decoder == nullptr) refuse_unreadable(core::webp_picture);
    const CodecPtr codec = open_decoder(decoder, nullptr);
    bool given = false;
    return first_frame(*codec, core::webp_picture, [&](AVPacket& packet) {
        if (given) return false;
        given = true;
        av(av_new_packet(&packet, static_cast<int>(still.size())), "decode the picture");
        std::ranges::copy(still, packet.data);
        return true;
    });
}

FramePtr decode_file(int input, std::string_view head) {
    DescriptorIo io(input, Access::read);
    const std::string_view kind = mark_of(head);
    const AVInputFormat* format = nullptr;
    const int probed = av_probe_input_buffer2(io.context(), &format, "", nullptr, 0, 0);
    io.check();
    if (probed < 0 || format == nullptr || !is_picture(format->name, head)) refuse_unreadable(kind);
    AVFormatContext* context = allocated(avformat_alloc_context());
    context->pb = io.context();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    context->io_open = &refuse_to_open;
    const int opened = avformat_open_input(&context, "", format, nullptr);
    io.check();
    if (opened < 0) refuse_unreadable(kind);
    const InputPtr source(context);

    const AVCodec* decoder = nullptr;
    const int index = av_find_best_stream(source.get(), AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
    if (index < 0) refuse_unreadable(kind);
    const CodecPtr codec = open_decoder(decoder, source->streams[index]->codecpar);
    return first_frame(*codec, kind, [&](AVPacket& packet) {
        for (;;) {
            const int read = av_read_frame(source.get(), &packet);
            io.check();
            if (read < 0) return false;
            if (packet.stream_index == index) return true;
            av_packet_unref(&packet);
        }
    });
}

FramePtr decode_picture(int input, std::string_view file) {
    quiet_libav();
    if (file.empty()) refuse("it is empty");
    const std::string still = first_frame_of_webp(file);
    FramePtr frame = still.empty() ? decode_file(input, file) : decode_webp(still);
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

PictureFacts scaled_jpeg(int input, int output, const PictureShape& shape) {
    const std::string file = read_at(input, 0, static_cast<std::size_t>(std::min(file_size(input), most_bytes)));
    const FramePtr frame = decode_picture(input, file);
    if (std::min(frame->width, frame->height) < shape.least_source)
        refuse(fmt::format("it has {} x {} pixels, and {} are the least on each side", frame->width, frame->height,
                           shape.least_source));
    if (shape.cut == Cut::square) crop_to_centre(*frame);
    const std::int64_t longer = std::max(frame->width, frame->height);
    const std::int64_t wanted = std::clamp<std::int64_t>(longer, shape.min, shape.max);
    const auto in_proportion = [&](std::int64_t length) {
        return static_cast<int>(std::max<std::int64_t>(1, (length * wanted + longer / 2) / longer));
    };
    return write_jpeg(*frame,
                      {in_proportion(frame->width), in_proportion(frame->height), orientation_of(file), shape.quality},
                      output);
}

}  // namespace transcode
