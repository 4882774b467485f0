#include "transcode/sound_hash.h"

#include "core/hash.h"
#include "transcode/demuxer.h"
#include "transcode/mp3_frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace transcode {

namespace {

/// True for containers of which the demuxer takes all up to the file's end for sound, or may.
bool goes_on_to_the_end(std::string_view container) {
    constexpr std::string_view streams[] = {"mp3", "aac", "flac", "ac3", "eac3", "amr", "ape", "wv", "tta", "mpegts"};
    return std::ranges::find(streams, container) != std::end(streams);
}

/// What is heard, but not in the packets.
std::string without_packets(const AVCodecParameters& codec) {
    std::string text = avcodec_get_name(codec.codec_id);
    // The rate of all other codecs is in their packets or headers. libav's word for it may come from decoding, of which
    // it does more or less before a file is open: for AAC with SBR it depends on whether there is a cover.
    if (av_get_bits_per_sample(codec.codec_id) != 0)
        text += fmt::format(", {} Hz, {} channels", codec.sample_rate, codec.ch_layout.nb_channels);
    text += '\n';
    // The headers of these hold comments, or can; what else is in them their packets tell, or would not fit without.
    if (codec.codec_id == AV_CODEC_ID_VORBIS || codec.codec_id == AV_CODEC_ID_FLAC || codec.extradata_size <= 0)
        return text;
    return text.append(reinterpret_cast<const char*>(codec.extradata), static_cast<std::size_t>(codec.extradata_size));
}

void add_extent(int input, std::uint64_t begin, std::uint64_t end, core::Sha256& hash) {
    constexpr std::uint64_t piece = 256 << 10;
    while (begin < end) {
        const std::string bytes = read_at(input, begin, static_cast<std::size_t>(std::min(piece, end - begin)));
        if (bytes.empty()) return;
        hash.update(bytes);
        begin += bytes.size();
    }
}

/// From the first frame with audio to the last, which is what libav's packets are of an MP3 without tags. Of one with
/// them libav's parser gives what stands behind the last frame too, unless a single tag does. False where there is no
/// frame, as in free format.
bool add_mp3(int input, core::Sha256& hash) {
    Mp3Frames frames(read_from(input), file_size(input));
    bool first = true;
    std::uint64_t end = 0;  // of what is hashed
    while (const auto frame = frames.next()) {
        if (first && parse_mp3_info(frame->header, frame->bytes)) {
            first = false;
            continue;
        }
        first = false;
        // Programs that tag do not reach in here, and a decoder may find something to play.
        if (end != 0) add_extent(input, end, frame->offset, hash);
        hash.update(std::as_bytes(frame->bytes));
        end = frame->offset + frame->bytes.size();
    }
    if (end == 0) return false;
    // Of a frame that is cut off something is heard.
    add_extent(input, end, end + frames.notes().incomplete_bytes, hash);
    return true;
}

void add_packets(Demuxer& demuxer, core::Sha256& hash) {
    const PacketPtr packet = new_packet();
    std::uint64_t bytes = 0;
    while (demuxer.next(*packet)) {
        const auto size = static_cast<std::size_t>(std::max(packet->size, 0));
        hash.update(std::as_bytes(std::span(packet->data, size)));
        bytes += size;
    }
    if (bytes == 0) refuse_recording("there is no sound in it");
}

}  // namespace

std::string sound_hash(int input) {
    Demuxer demuxer(input);
    const AVCodecParameters& codec = *demuxer.stream().codecpar;
    core::Sha256 hash;
    hash.update(without_packets(codec));
    if (demuxer.container() == "mp3" && codec.codec_id == AV_CODEC_ID_MP3 && add_mp3(input, hash)) return hash.finish();

    const std::uint64_t size = file_size(input);
    const std::uint64_t end = goes_on_to_the_end(demuxer.container()) ? Mp3Frames(read_from(input), size).end() : size;
    if (end < size) {
        Demuxer without_tags(input, end);
        add_packets(without_tags, hash);
    } else {
        add_packets(demuxer, hash);
    }
    return hash.finish();
}

}  // namespace transcode
