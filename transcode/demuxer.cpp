#include "transcode/demuxer.h"

#include "core/error.h"
#include "core/file_mark.h"
#include "transcode/complaints.h"
#include "transcode/mp3_frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

extern "C" {
#include <libavutil/avstring.h>
}

namespace transcode {

namespace {

// Containers that hold their own samples. What can point elsewhere (hls, dash, concat, sdp, m3u) or shows pictures
// stays out.
constexpr const char* containers =
    "mp3,mov,ogg,wav,w64,flac,aac,aiff,matroska,webm,caf,amr,asf,ape,wv,mpegts,au,ac3,eac3,tta,mp4,m4a,3gp,3g2,mj2";

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Playlists that libav itself does not always know as such.
bool is_playlist(std::string_view head) {
    const std::size_t text = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (text == std::string_view::npos) return false;
    head.remove_prefix(text);
    for (const std::string_view mark : {"#EXTM3U", "ffconcat version", "v=0\n", "v=0\r", "[playlist]", "[Playlist]"})
        if (head.starts_with(mark)) return true;
    return head.starts_with("<") && contains(head, "<MPD");
}

/// Frames that do not say how long they are, which libav does not decode.
bool is_free_format(int descriptor) {
    const std::uint64_t start = core::id3v2_bytes(core::bytes_of(read_at(descriptor, 0, 10)));
    const auto header = parse_mp3_header(core::bytes_of(read_at(descriptor, start, Mp3Header::size)));
    if (!header || !header->is_free_format()) return false;
    Mp3Frames frames(read_from(descriptor), file_size(descriptor));
    return !frames.next() && frames.notes().free_format_at;
}

bool is_recording(const AVInputFormat& format) {
    const std::string_view name = format.name;
    return av_match_name(std::string(name.substr(0, name.find(','))).c_str(), containers) != 0;
}

/// Of what is no recording; the format is libav's guess, if it has one.
[[noreturn]] void refuse_content(const AVInputFormat* format, Bytes head) {
    if (const std::string_view mark = core::file_mark(head); !mark.empty())
        refuse_recording(fmt::format("it is {}", mark));
    if (format == nullptr) refuse_recording("it is in no known audio format");
    const std::string_view name = format->name;
    for (const std::string_view playlist : {"hls", "dash", "concat", "sdp", "rtsp", "imf", "webm_dash_manifest"})
        if (name == playlist) refuse_recording("it is a playlist");
    if (contains(name, "_pipe") || contains(name, "image2") || name == "gif" || name == "apng" || name == "ico")
        refuse_recording("it is a picture");
    refuse_recording(fmt::format("its container '{}' is not one that is taken", name));
}

bool shows_a_film(const AVFormatContext& input) {
    return std::ranges::any_of(std::span(input.streams, input.nb_streams), [](const AVStream* stream) {
        return stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
               (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0;
    });
}

}  // namespace

void refuse_recording(std::string_view what) {
    throw core::Error(core::ErrorKind::media, fmt::format("not a usable recording: {}", what));
}

Demuxer::Demuxer(int descriptor, std::uint64_t end)
    : io_(descriptor, Access::read, 0, static_cast<std::int64_t>(end)),
      size_(static_cast<double>(std::min(file_size(descriptor), end))) {
    quiet_libav();
    open_container();
    choose_stream();
}

void Demuxer::open_container() {
    if (size_ == 0.0) refuse_recording("it is empty");
    const std::string head = read_at(io_.descriptor(), 0, 512);
    if (is_playlist(head)) refuse_recording("it is a playlist");
    if (is_free_format(io_.descriptor())) refuse_recording("it is free-format MP3, which cannot be decoded");
    const AVInputFormat* format = nullptr;
    const int probed = av_probe_input_buffer2(io_.context(), &format, "", nullptr, 0, 0);
    io_.check();
    if (probed < 0 || format == nullptr || !is_recording(*format)) refuse_content(format, core::bytes_of(head));
    container_ = std::string_view(format->name).substr(0, std::string_view(format->name).find(','));

    AVFormatContext* context = allocated(avformat_alloc_context());
    context->pb = io_.context();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    context->io_open = &refuse_to_open;
    Options options;
    options.set("format_whitelist", containers);
    // On failure avformat_open_input() frees the context itself.
    const int opened = avformat_open_input(&context, "", format, options.get());
    io_.check();
    if (opened < 0)
        refuse_recording(fmt::format("its {} container cannot be read ({})", container_, av_message(opened)));
    input_.reset(context);

    const int known = avformat_find_stream_info(input_.get(), nullptr);
    io_.check();
    if (known < 0) refuse_recording(fmt::format("its streams cannot be read ({})", av_message(known)));
}

void Demuxer::choose_stream() {
    stream_ = av_find_best_stream(input_.get(), AVMEDIA_TYPE_AUDIO, -1, -1, &codec_, 0);
    if (stream_ == AVERROR_DECODER_NOT_FOUND) refuse_recording("no decoder for its audio");
    if (stream_ < 0) refuse_recording(shows_a_film(*input_) ? "it is a video without sound" : "it has no audio stream");
    for (unsigned i = 0; i < input_->nb_streams; ++i)
        if (static_cast<int>(i) != stream_) input_->streams[i]->discard = AVDISCARD_ALL;
}

bool Demuxer::next(AVPacket& packet) {
    for (;;) {
        av_packet_unref(&packet);
        const int got = av_read_frame(input_.get(), &packet);
        io_.check();
        // Whatever a cut or damaged container makes the demuxer say, there is nothing more to read.
        if (got < 0) return false;
        if (packet.stream_index == stream_) return true;
    }
}

double Demuxer::progress() const {
    return std::clamp(static_cast<double>(avio_tell(io_.context())) / size_, 0.0, 1.0);
}

}  // namespace transcode
