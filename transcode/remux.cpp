#include "transcode/remux.h"

#include "core/error.h"
#include "transcode/av.h"
#include "transcode/chapters.h"
#include "transcode/complaints.h"
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

/// The file's sound.
const AVStream& sound_of(AVFormatContext& source) {
    av(avformat_find_stream_info(&source, nullptr), "read the M4A file");
    return *source
                .streams[av(av_find_best_stream(&source, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0), "read the M4A file")];
}

void remux_m4a(int input, int output, std::span<const core::Chapter> chapters, std::chrono::milliseconds duration) {
    DescriptorIo io(input, Access::read);
    const InputPtr source = open_m4a(io);
    const AVStream& stream = sound_of(*source);

    Container container(output, 0, core::Format::m4a);
    container.set_chapters(chapters, duration);
    container.begin(*stream.codecpar, stream.time_base);
    const PacketPtr packet = new_packet();
    while (av_read_frame(source.get(), packet.get()) >= 0) {
        if (packet->stream_index == stream.index) container.write(*packet);
        av_packet_unref(packet.get());
    }
    io.check();
    container.finish();
}

double bitrate_kbps_of_m4a(int input) {
    DescriptorIo io(input, Access::read);
    const InputPtr source = open_m4a(io);
    const AVStream& stream = sound_of(*source);
    const PacketPtr packet = new_packet();
    std::int64_t bytes = 0;
    std::int64_t duration = 0;
    while (av_read_frame(source.get(), packet.get()) >= 0) {
        if (packet->stream_index == stream.index) {
            bytes += packet->size;
            duration += packet->duration;
        }
        av_packet_unref(packet.get());
    }
    io.check();
    const double seconds = static_cast<double>(duration) * av_q2d(stream.time_base);
    return seconds > 0.0 ? static_cast<double>(bytes) * 8.0 / 1000.0 / seconds : 0.0;
}

std::vector<core::Chapter> chapters_of_m4a(int input) {
    DescriptorIo io(input, Access::read);
    const InputPtr source = open_m4a(io);
    return chapters_in(*source);
}

}  // namespace transcode
