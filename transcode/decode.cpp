#include "transcode/decode.h"

#include "core/mpeg_audio.h"
#include "transcode/complaints.h"

#include <fmt/format.h>

#include <algorithm>

extern "C" {
#include <libavutil/log.h>
}

namespace transcode {

namespace {

constexpr double tolerated_damage = 0.05;
// A short recording may lose a packet or two at its cut ends without being one in twenty.
constexpr std::uint64_t always_tolerated = 3;

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

Decoder::Decoder(int descriptor) : demuxer_(descriptor), frame_(new_frame()), packet_(new_packet()) {
    open_codec();
}

Decoder::~Decoder() = default;

void Decoder::open_codec() {
    const AVCodec* codec = &demuxer_.codec();
    const AVStream& stream = demuxer_.stream();
    codec_ = allocated(CodecPtr(avcodec_alloc_context3(codec)));
    av(avcodec_parameters_to_context(codec_.get(), stream.codecpar), "set up the decoder");
    codec_->pkt_timebase = stream.time_base;
    codec_->thread_count = 1;
    const int opened = avcodec_open2(codec_.get(), codec, nullptr);
    if (opened < 0)
        refuse_recording(fmt::format("its {} audio cannot be decoded ({})", codec->name, av_message(opened)));

    const AVCodecParameters& parameters = *stream.codecpar;
    facts_.container = demuxer_.container();
    facts_.codec = avcodec_get_name(parameters.codec_id);
    const std::int64_t bits = parameters.bit_rate > 0 ? parameters.bit_rate : demuxer_.format().bit_rate;
    facts_.bitrate_kbps = static_cast<int>((bits + 500) / 1000);
    facts_.sample_rate = parameters.sample_rate;
    facts_.channels = parameters.ch_layout.nb_channels;
    if (demuxer_.format().duration > 0) facts_.seconds = static_cast<double>(demuxer_.format().duration) / AV_TIME_BASE;
}

/// A packet that lies in a hole of the file: no coder makes one of zeros alone. It is missing, not damaged.
bool Decoder::is_hole(const AVPacket& packet) const {
    constexpr int least_bytes = 16;  // what says that nothing is heard can be short
    const std::span<const std::uint8_t> bytes(packet.data, static_cast<std::size_t>(std::max(packet.size, 0)));
    return packet.size >= least_bytes && av_get_bits_per_sample(codec_->codec_id) == 0 &&
           std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

/// The rest of a frame that was cut off, at the end of an MP3: libav decodes what the next bytes in its memory happen
/// to be, which can be a bang.
bool Decoder::is_cut_off(const AVPacket& packet) const {
    if (codec_->codec_id != AV_CODEC_ID_MP3 || packet.size <= 0) return false;
    const auto header = core::parse_mpeg_header({packet.data, static_cast<std::size_t>(packet.size)});
    return header && header->frame_bytes() > static_cast<std::size_t>(packet.size);
}

bool Decoder::feed() {
    while (demuxer_.next(*packet_)) {
        if (is_cut_off(*packet_)) continue;
        ++packets_;
        if (is_hole(*packet_)) {
            ++holes_;
            av_log(codec_.get(), AV_LOG_ERROR, "a hole of zeros\n");
            continue;
        }
        const int sent = avcodec_send_packet(codec_.get(), packet_.get());
        if (sent >= 0) return true;
        note_damage(sent);
    }
    draining_ = true;
    return avcodec_send_packet(codec_.get(), nullptr) >= 0;
}

/// Not every decoder says what its code means: whoever listens to complaints hears of each damaged packet.
void Decoder::note_damage(int code) {
    ++damaged_;
    av_log(codec_.get(), AV_LOG_ERROR, "%s\n", av_message(code).c_str());
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
            note_damage(got);
            if (draining_) break;
        }
        if (draining_ || !feed()) break;
    }
    finish();
    return nullptr;
}

void Decoder::finish() const {
    if (frames_ == 0) refuse_recording("nothing in it can be decoded");
    if (damaged_ > always_tolerated && static_cast<double>(damaged_) > tolerated_damage * static_cast<double>(packets_))
        refuse_recording(fmt::format("{} of its {} packets are damaged", damaged_, packets_));
}

std::string complaint_of(int descriptor) {
    const Complaints complaints;
    Decoder decoder(descriptor);
    while (decoder.next() != nullptr) {
    }
    return complaints.first();
}

}  // namespace transcode
