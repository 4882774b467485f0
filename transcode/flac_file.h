#pragma once

#include "transcode/av.h"
#include "transcode/convert.h"
#include "transcode/descriptor_io.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace transcode {

/// Writes samples as FLAC of 16 bits in its own container into an empty file behind an open descriptor. What passes
/// full scale is cut there, as players do. The same samples give the same bytes, and no tag is in them.
class FlacFile {
public:
    FlacFile(int descriptor, Shape shape);

    void write(std::span<const float> samples);
    /// Ends the file. Throws Error(storage) when anything could not be written.
    void finish();

private:
    void open_codec(Shape shape);
    void send();
    void drain();
    void check(int result, const char* what) const;

    DescriptorIo io_;
    OutputPtr output_;
    CodecPtr codec_;
    FramePtr frame_ = new_frame();
    PacketPtr packet_ = new_packet();
    std::size_t filled_ = 0;  ///< frames of frame_
    std::int64_t position_ = 0;
};

}  // namespace transcode
