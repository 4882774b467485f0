#pragma once

#include "transcode/av.h"
#include "transcode/convert.h"

#include <span>
#include <string>
#include <string_view>

namespace transcode {

/// The libavfilter chain that a recipe's `filters` means: one of the three presets by name, or itself.
///
/// none         nothing
/// voice        a high-pass at 70 Hz against rumble, and a slow leveller for speakers of different loudness
/// noisy-voice  the same after a denoiser that follows the noise, for hum and hiss
std::string filter_chain(std::string_view filters);

/// Runs samples through a libavfilter chain, in one thread.
class FilterChain {
public:
    /// Throws Error(config) naming the chain when libavfilter cannot make it of the given shape.
    FilterChain(const std::string& chain, Shape input);

    /// What comes out: its sample rate and channels (one or two) are the chain's choice.
    Shape shape() const { return output_; }

    void push(std::span<const float> samples);
    void end();
    /// The next samples that are ready; empty where more must be pushed first. Lasts until the next call.
    std::span<const float> pull();

private:
    Shape input_;
    Shape output_;
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    FramePtr frame_;
    std::int64_t position_ = 0;
};

}  // namespace transcode
