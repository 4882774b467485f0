#include "transcode/flac_file.h"

#include "core/error.h"
#include "transcode/complaints.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace transcode {

namespace {

std::int16_t rounded(float sample) {
    constexpr float full_scale = 32768.0F;
    return static_cast<std::int16_t>(std::clamp(std::lround(sample * full_scale), -32768L, 32767L));
}

}  // namespace

FlacFile::FlacFile(int descriptor, Shape shape) : io_(descriptor, Access::write) {
    quiet_libav();
    AVFormatContext* output = nullptr;
    av(avformat_alloc_output_context2(&output, nullptr, "flac", nullptr), "set up the output");
    output_.reset(output);
    open_codec(shape);
    AVStream* stream = avformat_new_stream(output_.get(), nullptr);
    if (stream == nullptr) throw std::bad_alloc();
    stream->time_base = codec_->time_base;
    av(avcodec_parameters_from_context(stream->codecpar, codec_.get()), "set up the output");
    output_->pb = io_.context();
    // Else the muxer's version would be in the file.
    output_->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
    check(avformat_write_header(output_.get(), nullptr), "begin the file");
}

void FlacFile::open_codec(Shape shape) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_FLAC);
    if (codec == nullptr) throw core::Error(core::ErrorKind::config, "libav has no encoder for FLAC");
    codec_ = allocated(CodecPtr(avcodec_alloc_context3(codec)));
    codec_->sample_rate = shape.sample_rate;
    av_channel_layout_default(&codec_->ch_layout, shape.channels);
    codec_->sample_fmt = AV_SAMPLE_FMT_S16;
    codec_->time_base = {1, shape.sample_rate};
    codec_->thread_count = 1;
    codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av(avcodec_open2(codec_.get(), codec, nullptr), "set up the encoder");
    frame_->format = codec_->sample_fmt;
    frame_->sample_rate = codec_->sample_rate;
    frame_->nb_samples = codec_->frame_size;
    av(av_channel_layout_copy(&frame_->ch_layout, &codec_->ch_layout), "set up the encoder");
    av(av_frame_get_buffer(frame_.get(), 0), "set up the encoder");
}

void FlacFile::check(int result, const char* what) const {
    io_.check();
    av(result, what);
}

void FlacFile::write(std::span<const float> samples) {
    const auto channels = static_cast<std::size_t>(codec_->ch_layout.nb_channels);
    const auto whole = static_cast<std::size_t>(codec_->frame_size);
    while (!samples.empty()) {
        if (filled_ == 0) av(av_frame_make_writable(frame_.get()), "encode");
        const std::size_t count = std::min(samples.size() / channels, whole - filled_);
        auto* to = reinterpret_cast<std::int16_t*>(frame_->data[0]) + filled_ * channels;
        std::ranges::transform(samples.first(count * channels), to, rounded);
        samples = samples.subspan(count * channels);
        filled_ += count;
        if (filled_ == whole) send();
    }
}

void FlacFile::send() {
    frame_->nb_samples = static_cast<int>(filled_);
    frame_->pts = position_;
    position_ += static_cast<std::int64_t>(filled_);
    filled_ = 0;
    av(avcodec_send_frame(codec_.get(), frame_.get()), "encode");
    drain();
}

void FlacFile::drain() {
    for (;;) {
        const int got = avcodec_receive_packet(codec_.get(), packet_.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return;
        av(got, "encode");
        av_packet_rescale_ts(packet_.get(), codec_->time_base, output_->streams[0]->time_base);
        packet_->stream_index = 0;
        const int written = av_write_frame(output_.get(), packet_.get());
        av_packet_unref(packet_.get());
        check(written, "write the file");
    }
}

void FlacFile::finish() {
    if (filled_ > 0) send();
    av(avcodec_send_frame(codec_.get(), nullptr), "encode");
    drain();
    check(av_write_trailer(output_.get()), "end the file");
    avio_flush(io_.context());
    io_.check();
}

}  // namespace transcode
