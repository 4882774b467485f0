#include "transcode/recording.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace transcode {

Recording::Recording(int descriptor, const Playing& playing) : decoder_(descriptor), playing_(playing) {
    first_ = decoder_.next();
    Shape decoded_shape{first_->sample_rate, std::min(first_->ch_layout.nb_channels, 2)};
    converter_ = std::make_unique<Converter>(decoded_shape);
    // Only files of float samples can hold what no coder makes.
    may_be_infinite_ = facts().codec.starts_with("pcm_f");
    shape_ = decoded_shape;
    if (!playing_.filters.empty()) {
        chain_ = std::make_unique<FilterChain>(playing_.filters, decoded_shape);
        shape_ = chain_->shape();
    }
    if (shape_.channels == 1) playing_.only_channel = -1;
    if (playing_.only_channel >= 0) shape_.channels = 1;
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

std::span<const float> Recording::mended() {
    const auto samples = decoded();
    if (!may_be_infinite_) return samples;
    mended_.assign(samples.begin(), samples.end());
    for (float& sample : mended_)
        if (!std::isfinite(sample)) sample = 0.0F;
    return mended_;
}

std::span<const float> Recording::filtered() {
    if (!chain_) return mended();
    for (;;) {
        const auto ready = chain_->pull();
        if (!ready.empty() || ended_) return ready;
        const auto samples = mended();
        if (!samples.empty()) chain_->push(samples);
        if (ended_) chain_->end();
    }
}

/// Before any part is left out: so it makes no difference to the rest.
std::span<const float> Recording::centred() {
    const auto samples = filtered();
    if (!playing_.centred || samples.empty()) return samples;
    // Below what a voice has, and quick enough for a middle that moves.
    constexpr double corner_hz = 5.0;
    const double share = 1.0 - std::exp(-2.0 * std::numbers::pi * corner_hz / shape_.sample_rate);
    const std::size_t channels = playing_.only_channel >= 0 ? 2 : static_cast<std::size_t>(shape_.channels);
    if (!middle_) {
        // From where it begins, so that it does not begin with a thump.
        const std::size_t frames =
            std::min(samples.size() / channels, static_cast<std::size_t>(shape_.sample_rate) / 50);
        middle_.emplace();
        for (std::size_t i = 0; i < frames * channels; ++i)
            (*middle_)[i % channels] += static_cast<double>(samples[i]) / static_cast<double>(frames);
    }
    centred_.resize(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        double& middle = (*middle_)[i % channels];
        const auto sample = static_cast<double>(samples[i]);
        middle += share * (sample - middle);
        centred_[i] = static_cast<float>(sample - middle);
    }
    return centred_;
}

std::span<const float> Recording::in_range() {
    const std::uint64_t channels = playing_.only_channel >= 0 ? 2 : static_cast<std::uint64_t>(shape_.channels);
    for (;;) {
        const auto samples = centred();
        if (samples.empty()) return {};
        const std::uint64_t begin = position_;
        position_ += samples.size() / channels;
        const std::uint64_t from = std::clamp(playing_.range.begin, begin, position_) - begin;
        const std::uint64_t to = std::clamp(playing_.range.end, begin, position_) - begin;
        // What lies behind the range is read too: a file that is damaged there is still damaged.
        if (from < to) return samples.subspan(from * channels, (to - from) * channels);
    }
}

std::span<const float> Recording::next() {
    const auto samples = in_range();
    if (playing_.only_channel < 0) return samples;
    picked_.resize(samples.size() / 2);
    for (std::size_t i = 0; i < picked_.size(); ++i)
        picked_[i] = samples[2 * i + static_cast<std::size_t>(playing_.only_channel)];
    return picked_;
}

}  // namespace transcode
