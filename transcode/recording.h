#pragma once

#include "core/loudness.h"
#include "transcode/convert.h"
#include "transcode/decode.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace transcode {

/// A recording as a stream of samples in one shape: that of its first frame, with at most two channels, or what
/// `filters` make of it.
class Recording {
public:
    explicit Recording(int descriptor, const std::string& filters = {});
    ~Recording();

    const Source& source() const { return decoder_.source(); }
    Shape shape() const { return shape_; }

    /// The next samples, interleaved and finite; empty at the end. The span lasts until the next call.
    std::span<const float> next();
    double progress() const { return decoder_.progress(); }

private:
    std::span<const float> decoded();

    Decoder decoder_;
    Shape shape_;
    std::unique_ptr<Converter> converter_;
    const AVFrame* first_ = nullptr;
    bool ended_ = false;
    bool may_be_infinite_ = false;
    std::vector<float> mended_;
};

}  // namespace transcode
