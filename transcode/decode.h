#pragma once

#include "transcode/av.h"
#include "transcode/convert.h"
#include "transcode/demuxer.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace transcode {

/// What a recording's container says of it.
struct RecordingFacts {
    std::string container;  ///< libav's short name: "mp3", "mov", "ogg"
    std::string codec;      ///< "mp3", "aac", "opus"
    int bitrate_kbps = 0;   ///< 0: not said
    int sample_rate = 0;
    int channels = 0;
    double seconds = 0.0;  ///< by the container, which may be wrong; 0: not said

    std::string text() const;  ///< "mp3, 64 kbit/s, 44100 Hz, mono"
};

/// Decodes a recording behind an open descriptor, from its start: what a Demuxer reads of it.
///
/// A few damaged packets are passed over (as players do); a recording of which more than one in twenty is damaged is
/// refused. Packets in a hole of zeros are passed over, however many.
class Decoder {
public:
    /// Throws Error(media) for what is no recording: a playlist, a picture, a page, no audio stream, unknown codec.
    explicit Decoder(int descriptor);
    ~Decoder();

    const RecordingFacts& facts() const { return facts_; }

    /// The next frame in the decoder's own sample format, encoder delay and padding already cut off where the file
    /// tells of them; null at the end. Borrowed until the next call. Throws Error(media) at the end when too much was
    /// damaged.
    const AVFrame* next();

    /// How many packets there were so far, and how many of them gave nothing.
    std::uint64_t packets() const { return packets_; }
    std::uint64_t lost_packets() const { return damaged_ + holes_; }

    /// Share of the file's bytes that has been read, 0 to 1.
    double progress() const { return demuxer_.progress(); }

private:
    void open_codec();
    bool feed();
    void note_damage(int code);
    bool is_hole(const AVPacket& packet) const;
    bool is_cut_off(const AVPacket& packet) const;
    void finish() const;

    Demuxer demuxer_;
    CodecPtr codec_;
    FramePtr frame_;
    PacketPtr packet_;
    bool draining_ = false;
    std::uint64_t packets_ = 0;
    std::uint64_t damaged_ = 0;
    std::uint64_t holes_ = 0;
    std::uint64_t frames_ = 0;
    RecordingFacts facts_;
};

/// What libav complains of first when it decodes a recording from its start to its end; empty: of nothing. Throws as
/// Decoder does.
std::string complaint_of(int descriptor);

}  // namespace transcode
