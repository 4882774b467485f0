#include "transcode/recording.h"

#include <algorithm>
#include <cmath>

namespace transcode {

Recording::Recording(int descriptor, const std::string&) : decoder_(descriptor) {
    first_ = decoder_.next();
    shape_ = {first_->sample_rate, std::min(first_->ch_layout.nb_channels, 2)};
    converter_ = std::make_unique<Converter>(shape_);
    // Only files of float samples can hold what no coder makes.
    may_be_infinite_ = source().codec.starts_with("pcm_f");
}

Recording::~Recording() = default;

std::span<const float> Recording::decoded() {
    while (!ended_) {
        const AVFrame* frame = first_ != nullptr ? first_ : decoder_.next();
        first_ = nullptr;
        ended_ = frame == nullptr;
        const auto samples = ended_ ? converter_->flush() : converter_->convert(*frame);
        if (!samples.empty()) return samples;
    }
    return {};
}

std::span<const float> Recording::next() {
    const auto samples = decoded();
    if (!may_be_infinite_) return samples;
    mended_.assign(samples.begin(), samples.end());
    for (float& sample : mended_)
        if (!std::isfinite(sample)) sample = 0.0F;
    return mended_;
}

}  // namespace transcode
