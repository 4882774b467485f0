#include "transcode/decode.h"

#include "core/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavutil/avstring.h>
}

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;

// Containers that hold their own samples. What can point elsewhere (hls, dash, concat, sdp, m3u) or shows pictures
// stays out.
constexpr const char* containers =
    "mp3,mov,ogg,wav,w64,flac,aac,aiff,matroska,webm,caf,amr,asf,ape,wv,mpegts,au,ac3,eac3,tta,mp4,m4a,3gp,3g2,mj2";

constexpr double tolerated_damage = 0.05;
// A short recording may lose a packet or two at its cut ends without being one in twenty.
constexpr std::uint64_t always_tolerated = 3;

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

[[noreturn]] void refuse(std::string_view what) {
    throw Error(ErrorKind::media, fmt::format("not a usable recording: {}", what));
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

void refuse_unless_recording(const AVInputFormat& format) {
    const std::string_view name = format.name;
    if (av_match_name(std::string(name.substr(0, name.find(','))).c_str(), containers) != 0) return;
    for (const std::string_view playlist : {"hls", "dash", "concat", "sdp", "rtsp", "imf", "webm_dash_manifest"})
        if (name == playlist) refuse("it is a playlist");
    if (contains(name, "_pipe") || contains(name, "image2") || name == "gif" || name == "apng" || name == "ico")
        refuse("it is a picture");
    refuse(fmt::format("its container '{}' is not one that is taken", name));
}

}  // namespace

std::string RecordingFacts::text() const {
    std::string text = codec;
    if (container != codec) text += " in " + container;
    if (bitrate_kbps > 0) text += fmt::format(", {} kbit/s", bitrate_kbps);
    text += fmt::format(", {} Hz, ", sample_rate);
    if (channels == 1) return text + "mono";
    if (channels == 2) return text + "stereo";
    return text + fmt::format("{} channels", channels);
}

Decoder::Decoder(int descriptor)
    : io_(descriptor, Access::read),
      frame_(new_frame()),
      packet_(new_packet()),
      size_(static_cast<double>(file_size(descriptor))) {
    quiet_libav();
    open_container();
    open_codec();
}

Decoder::~Decoder() = default;

void Decoder::open_container() {
    if (size_ == 0.0) refuse("it is empty");
    if (is_playlist(read_at(io_.descriptor(), 0, 512))) refuse("it is a playlist");
    const AVInputFormat* format = nullptr;
    const int probed = av_probe_input_buffer2(io_.context(), &format, "", nullptr, 0, 0);
    io_.check();
    if (probed < 0 || format == nullptr) refuse("it is in no known audio format");
    refuse_unless_recording(*format);
    facts_.container = std::string_view(format->name).substr(0, std::string_view(format->name).find(','));

    AVFormatContext* context = allocated(avformat_alloc_context());
    context->pb = io_.context();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    context->io_open = &refuse_to_open;
    Options options;
    options.set("format_whitelist", containers);
    // On failure avformat_open_input() frees the context itself.
    const int opened = avformat_open_input(&context, "", format, options.get());
    io_.check();
    if (opened < 0) refuse(fmt::format("its {} container cannot be read ({})", facts_.container, av_message(opened)));
    input_.reset(context);

    const int known = avformat_find_stream_info(input_.get(), nullptr);
    io_.check();
    if (known < 0) refuse(fmt::format("its streams cannot be read ({})", av_message(known)));
}

void Decoder::open_codec() {
    const AVCodec* codec = nullptr;
    stream_ = av_find_best_stream(input_.get(), AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (stream_ == AVERROR_DECODER_NOT_FOUND) refuse("no decoder for its audio");
    if (stream_ < 0) refuse("it has no audio stream");
    for (unsigned i = 0; i < input_->nb_streams; ++i)
        if (static_cast<int>(i) != stream_) input_->streams[i]->discard = AVDISCARD_ALL;

    const AVStream& stream = *input_->streams[stream_];
    codec_ = allocated(CodecPtr(avcodec_alloc_context3(codec)));
    av(avcodec_parameters_to_context(codec_.get(), stream.codecpar), "set up the decoder");
    codec_->pkt_timebase = stream.time_base;
    codec_->thread_count = 1;
    const int opened = avcodec_open2(codec_.get(), codec, nullptr);
    if (opened < 0) refuse(fmt::format("its {} audio cannot be decoded ({})", codec->name, av_message(opened)));

    const AVCodecParameters& parameters = *stream.codecpar;
    facts_.codec = avcodec_get_name(parameters.codec_id);
    const std::int64_t bits = parameters.bit_rate > 0 ? parameters.bit_rate : input_->bit_rate;
    facts_.bitrate_kbps = static_cast<int>((bits + 500) / 1000);
    facts_.sample_rate = parameters.sample_rate;
    facts_.channels = parameters.ch_layout.nb_channels;
    if (input_->duration > 0) facts_.seconds = static_cast<double>(input_->duration) / AV_TIME_BASE;
}

bool Decoder::feed() {
    for (;;) {
        av_packet_unref(packet_.get());
        const int got = av_read_frame(input_.get(), packet_.get());
        io_.check();
        if (got < 0) {
            // Whatever a cut or damaged container makes the demuxer say, there is nothing more to read.
            draining_ = true;
            return avcodec_send_packet(codec_.get(), nullptr) >= 0;
        }
        if (packet_->stream_index != stream_) continue;
        ++packets_;
        if (avcodec_send_packet(codec_.get(), packet_.get()) >= 0) return true;
        ++damaged_;
    }
}

const AVFrame* Decoder::next() {
    for (;;) {
        const int got = avcodec_receive_frame(codec_.get(), frame_.get());
        if (got >= 0) {
            if (frame_->nb_samples == 0 || frame_->sample_rate <= 0) continue;
            ++frames_;
            return frame_.get();
        }
        if (got == AVERROR_EOF) break;
        if (got != AVERROR(EAGAIN)) {
            ++damaged_;
            if (draining_) break;
        }
        if (draining_ || !feed()) break;
    }
    finish();
    return nullptr;
}

void Decoder::finish() const {
    if (frames_ == 0) refuse("nothing in it can be decoded");
    if (damaged_ > always_tolerated && static_cast<double>(damaged_) > tolerated_damage * static_cast<double>(packets_))
        refuse(fmt::format("{} of its {} packets are damaged", damaged_, packets_));
}

double Decoder::progress() const {
    return std::clamp(static_cast<double>(avio_tell(io_.context())) / size_, 0.0, 1.0);
}

}  // namespace transcode
