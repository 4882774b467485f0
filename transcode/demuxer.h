#pragma once

#include "transcode/av.h"
#include "transcode/descriptor_io.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace transcode {

/// The packets of a recording's best audio stream, from the start of the file behind an open descriptor, whatever the
/// descriptor's position. Only a short list of containers is read, none of which names other files, and nothing is ever
/// opened by name.
class Demuxer {
public:
    /// Reads the file up to byte `end`, if it has so many. Throws Error(media) for what is no recording: a playlist, a
    /// picture, a page, no audio stream, unknown codec.
    explicit Demuxer(int descriptor, std::uint64_t end = std::numeric_limits<std::int64_t>::max());

    /// libav's short name: "mp3", "mov", "ogg".
    const std::string& container() const { return container_; }
    const AVFormatContext& format() const { return *input_; }
    const AVStream& stream() const { return *input_->streams[stream_]; }
    /// What decodes the stream.
    const AVCodec& codec() const { return *codec_; }

    /// Puts the stream's next packet in the place of what `packet` holds; false at the end, which is where a cut or
    /// damaged container cannot be read on. Throws Error(storage) when reading fails.
    bool next(AVPacket& packet);

    /// Share of the file's bytes that has been read, 0 to 1.
    double progress() const;

private:
    void open_container();
    void choose_stream();

    DescriptorIo io_;
    InputPtr input_;
    const AVCodec* codec_ = nullptr;
    int stream_ = -1;
    double size_ = 0.0;
    std::string container_;
};

/// Throws Error(media) "not a usable recording: WHAT".
[[noreturn]] void refuse_recording(std::string_view what);

}  // namespace transcode
