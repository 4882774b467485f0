#pragma once

#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/av.h"
#include "transcode/descriptor_io.h"

#include <chrono>
#include <cstdint>
#include <span>

namespace transcode {

/// Writes the packets of one audio stream into a file behind an open descriptor, from byte `base` of it on: MP3 with an
/// Info or Xing header, M4A with its index at the front and chapters, Opus in Ogg. The same packets give the same
/// bytes.
class Container {
public:
    Container(int descriptor, std::int64_t base, core::Format format);

    /// True if the codec's global header belongs into the container, which the encoder must know before it is opened.
    bool wants_global_header() const;

    /// For M4A only, before begin(); the other formats keep theirs in tags. `duration` is where the last one ends. The
    /// first one begins at zero in QuickTime's text track, whose first text always does; Nero's list has its true
    /// start.
    void set_chapters(std::span<const core::Chapter> chapters, std::chrono::milliseconds duration);
    void begin(const AVCodecParameters& codec, AVRational time_base);
    /// Takes what is in the packet, whose times count in the time base given to begin().
    void write(AVPacket& packet);
    /// Ends the file. Throws Error(storage) when anything could not be written.
    void finish();

private:
    static int open_second_pass(AVFormatContext* output, AVIOContext** io, const char* url, int flags, AVDictionary**);
    void check(int result, const char* what);

    core::Format format_;
    DescriptorIo io_;
    DescriptorIo second_pass_;  ///< through which the M4A muxer reads back what it wrote, to put the index in front
    OutputPtr output_;
    AVStream* stream_ = nullptr;
    AVRational time_base_{};
};

}  // namespace transcode
