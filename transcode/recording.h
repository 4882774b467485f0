#pragma once

#include "transcode/convert.h"
#include "transcode/decode.h"
#include "transcode/filter.h"
#include "transcode/profile.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace transcode {

/// What of a recording is played.
struct Playing {
    std::string filters;  ///< a libavfilter chain; empty: none
    Range range;
    int only_channel = -1;  ///< 0 or 1: this one of two is the whole sound
    bool centred =
        false;  ///< each channel around its middle: what it wanders around is taken out (a high-pass at 5 Hz)

    bool operator==(const Playing&) const = default;
};

/// A recording as a stream of samples in one shape: that of its first frame, with at most two channels, or what the
/// filters make of it.
class Recording {
public:
    explicit Recording(int descriptor, const Playing& playing = {});
    ~Recording();

    const RecordingFacts& facts() const { return decoder_.facts(); }
    Shape shape() const { return shape_; }

    /// The next samples, interleaved and finite; empty at the end. The span lasts until the next call.
    std::span<const float> next();
    double progress() const { return decoder_.progress(); }
    std::uint64_t packets() const { return decoder_.packets(); }
    std::uint64_t lost_packets() const { return decoder_.lost_packets(); }

private:
    std::span<const float> decoded();
    std::span<const float> mended();
    std::span<const float> filtered();
    std::span<const float> in_range();
    std::span<const float> centred();

    Decoder decoder_;
    Playing playing_;
    Shape shape_;
    std::unique_ptr<Converter> converter_;
    std::unique_ptr<FilterChain> chain_;
    const AVFrame* first_ = nullptr;
    bool ended_ = false;
    bool may_be_infinite_ = false;
    std::uint64_t position_ = 0;
    std::optional<std::array<double, 2>> middle_;  ///< as it wanders
    std::vector<float> mended_;
    std::vector<float> centred_;
    std::vector<float> picked_;
};

}  // namespace transcode
