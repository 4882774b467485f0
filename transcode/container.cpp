#include "transcode/container.h"

#include "transcode/chapters.h"
#include "transcode/complaints.h"

#include <algorithm>
#include <new>

namespace transcode {

namespace {

using core::Format;

const char* muxer_name(Format format) {
    switch (format) {
        case Format::mp3:
            return "mp3";
        case Format::m4a:
            return "ipod";
        case Format::opus:
            return "opus";
    }
    return "";
}

int keep_open(AVFormatContext*, AVIOContext*) {
    return 0;
}

}  // namespace

Container::Container(int descriptor, std::int64_t base, Format format)
    : format_(format), io_(descriptor, Access::write, base), second_pass_(descriptor, Access::read, base) {
    quiet_libav();
    AVFormatContext* output = nullptr;
    av(avformat_alloc_output_context2(&output, nullptr, muxer_name(format), nullptr), "set up the output");
    output_.reset(output);
}

bool Container::wants_global_header() const {
    return (output_->oformat->flags & AVFMT_GLOBALHEADER) != 0;
}

int Container::open_second_pass(AVFormatContext* output, AVIOContext** io, const char*, int flags, AVDictionary**) {
    if ((flags & AVIO_FLAG_WRITE) != 0) return AVERROR(EACCES);
    *io = static_cast<Container*>(output->opaque)->second_pass_.context();
    return avio_seek(*io, 0, SEEK_SET) < 0 ? AVERROR(EIO) : 0;
}

void Container::check(int result, const char* what) {
    io_.check();
    second_pass_.check();
    av(result, what);
}

void Container::set_chapters(std::span<const core::Chapter> chapters, std::chrono::milliseconds duration) {
    if (chapters.empty() || format_ != Format::m4a) return;
    output_->chapters = static_cast<AVChapter**>(av_calloc(chapters.size(), sizeof(AVChapter*)));
    if (output_->chapters == nullptr) throw std::bad_alloc();
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        auto* chapter = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
        if (chapter == nullptr) throw std::bad_alloc();
        output_->chapters[output_->nb_chapters++] = chapter;
        chapter->id = static_cast<std::int64_t>(i);
        chapter->time_base = {1, 1000};
        chapter->start = chapters[i].start.count();
        const auto end = i + 1 < chapters.size() ? chapters[i + 1].start : std::max(duration, chapters[i].start);
        chapter->end = end.count();
        av(av_dict_set(&chapter->metadata, "title", short_title(chapters[i].title).c_str(), 0), "write a chapter");
    }
}

void Container::begin(const AVCodecParameters& codec, AVRational time_base) {
    stream_ = avformat_new_stream(output_.get(), nullptr);
    if (stream_ == nullptr) throw std::bad_alloc();
    time_base_ = time_base;
    stream_->time_base = time_base;
    av(avcodec_parameters_copy(stream_->codecpar, &codec), "set up the output");
    // A tag of the source's container means nothing in ours.
    stream_->codecpar->codec_tag = 0;
    output_->pb = io_.context();
    output_->opaque = this;
    output_->io_open = &open_second_pass;
    output_->io_close2 = &keep_open;
    output_->flags |= AVFMT_FLAG_CUSTOM_IO;
    Options options;
    if (format_ == Format::mp3) {
        // The tag in front is written apart, by the one who knows it.
        options.set("id3v2_version", "0");
    } else {
        // Else Ogg's serial number is a random one.
        output_->flags |= AVFMT_FLAG_BITEXACT;
    }
    if (format_ == Format::m4a) options.set("movflags", "+faststart");
    check(avformat_write_header(output_.get(), options.get()), "begin the file");
}

void Container::write(AVPacket& packet) {
    av_packet_rescale_ts(&packet, time_base_, stream_->time_base);
    packet.stream_index = 0;
    const int written = av_write_frame(output_.get(), &packet);
    av_packet_unref(&packet);
    check(written, "write the file");
}

void Container::finish() {
    check(av_write_trailer(output_.get()), "end the file");
    avio_flush(io_.context());
    io_.check();
}

}  // namespace transcode
