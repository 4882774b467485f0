#include "transcode/remux.h"

#include "core/error.h"
#include "transcode/av.h"
#include "transcode/chapters.h"
#include "transcode/container.h"
#include "transcode/descriptor_io.h"

namespace transcode {

namespace {

InputPtr open_m4a(DescriptorIo& io) {
    quiet_libav();
    AVFormatContext* context = allocated(avformat_alloc_context());
    context->pb = io.context();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    const AVInputFormat* format = av_find_input_format("mov");
    const int opened = avformat_open_input(&context, "", format, nullptr);
    InputPtr source(context);
    io.check();
    av(opened, "read the M4A file");
    return source;
}

}  // namespace

void remux_m4a(int input, int output, std::span<const core::Chapter> chapters, std::chrono::milliseconds duration) {
    DescriptorIo io(input, Access::read);
    const InputPtr source = open_m4a(io);
    av(avformat_find_stream_info(source.get(), nullptr), "read the M4A file");
    const int index =
        av(av_find_best_stream(source.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0), "read the M4A file");
    const AVStream& stream = *source->streams[index];

    Container container(output, 0, core::Format::m4a);
    container.set_chapters(chapters, duration);
    container.begin(*stream.codecpar, stream.time_base);
    const PacketPtr packet = new_packet();
    while (av_read_frame(source.get(), packet.get()) >= 0) {
        if (packet->stream_index == index) container.write(*packet);
        av_packet_unref(packet.get());
    }
    io.check();
    container.finish();
}

std::vector<core::Chapter> chapters_of_m4a(int input) {
    DescriptorIo io(input, Access::read);
    const InputPtr source = open_m4a(io);
    return chapters_in(*source);
}

}  // namespace transcode
