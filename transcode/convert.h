#pragma once

#include "transcode/av.h"

#include <cstddef>
#include <span>
#include <vector>

namespace transcode {

/// How samples are counted and laid out: interleaved float, one or two channels.
struct Shape {
    int sample_rate = 0;
    int channels = 0;

    bool operator==(const Shape&) const = default;
};

/// Brings frames of any sample format, rate and layout, also when these change on the way, to one shape.
class Converter {
public:
    explicit Converter(Shape wanted) : wanted_(wanted) {}

    /// The frame's samples in the wanted shape. The span lasts until the next call (and as long as the frame, whose own
    /// memory it is where nothing had to be done). May be empty while the resampler fills.
    std::span<const float> convert(const AVFrame& frame);
    /// The same for samples that are interleaved floats already.
    std::span<const float> convert(std::span<const float> samples, Shape shape);
    /// What the resampler still holds.
    std::span<const float> flush();

    Shape shape() const { return wanted_; }

private:
    /// What came in, which may change on the way.
    struct FrameShape {
        AVSampleFormat format = AV_SAMPLE_FMT_NONE;
        int sample_rate = 0;
        int channels = 0;
        std::uint64_t mask = 0;
        bool operator==(const FrameShape&) const = default;
    };
    void configure(const FrameShape& given, const AVChannelLayout& layout);
    void run(const std::uint8_t* const* data, int frames);

    Shape wanted_;
    FrameShape given_;
    ResamplerPtr resampler_;
    std::vector<float> samples_;
};

}  // namespace transcode
