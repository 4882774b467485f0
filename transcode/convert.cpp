#include "transcode/convert.h"

#include <array>

namespace transcode {

void Converter::configure(const FrameShape& given, const AVChannelLayout& layout) {
    // What the old resampler holds belongs before the first sample of the new shape.
    if (resampler_) run(nullptr, 0);
    SwrContext* made = nullptr;
    AVChannelLayout in{};
    AVChannelLayout out{};
    av_channel_layout_default(&out, wanted_.channels);
    // A file may say how many channels there are without saying which.
    if (layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&in, layout.nb_channels);
    else
        av(av_channel_layout_copy(&in, &layout), "resample");
    const int result = swr_alloc_set_opts2(&made, &out, AV_SAMPLE_FMT_FLT, wanted_.sample_rate, &in, given.format,
                                           given.sample_rate, 0, nullptr);
    resampler_.reset(made);
    av_channel_layout_uninit(&in);
    av(result, "resample");
    // One channel is heard as it is from both speakers, and two equal ones make one of the same level.
    const std::array<double, 2> weights =
        wanted_.channels == 2 ? std::array<double, 2>{1.0, 1.0} : std::array<double, 2>{0.5, 0.5};
    if (given.channels != wanted_.channels && given.channels <= 2)
        av(swr_set_matrix(resampler_.get(), weights.data(), given.channels), "mix channels");
    av(swr_init(resampler_.get()), "resample");
    given_ = given;
}

void Converter::run(const std::uint8_t* const* data, int frames) {
    const int room = av(swr_get_out_samples(resampler_.get(), frames), "resample");
    const std::size_t before = samples_.size();
    const auto channels = static_cast<std::size_t>(wanted_.channels);
    samples_.resize(before + static_cast<std::size_t>(room) * channels);
    auto* out = reinterpret_cast<std::uint8_t*>(samples_.data() + before);
    const int made =
        av(swr_convert(resampler_.get(), &out, room, const_cast<const std::uint8_t**>(data), frames), "resample");
    samples_.resize(before + static_cast<std::size_t>(made) * channels);
}

std::span<const float> Converter::convert(const AVFrame& frame) {
    samples_.clear();
    const AVChannelLayout& layout = frame.ch_layout;
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const bool same = frame.sample_rate == wanted_.sample_rate && layout.nb_channels == wanted_.channels;
    const bool is_float = format == AV_SAMPLE_FMT_FLT || format == AV_SAMPLE_FMT_FLTP;
    const auto frames = static_cast<std::size_t>(frame.nb_samples);
    if (same && is_float && !resampler_) {
        const auto* first = reinterpret_cast<const float*>(frame.extended_data[0]);
        const auto channels = static_cast<std::size_t>(wanted_.channels);
        if (format == AV_SAMPLE_FMT_FLT || channels == 1) return {first, frames * channels};
        const auto* second = reinterpret_cast<const float*>(frame.extended_data[1]);
        samples_.resize(frames * 2);
        for (std::size_t i = 0; i < frames; ++i) {
            samples_[2 * i] = first[i];
            samples_[2 * i + 1] = second[i];
        }
        return samples_;
    }
    const FrameShape given{format, frame.sample_rate, layout.nb_channels,
                           layout.order == AV_CHANNEL_ORDER_NATIVE ? layout.u.mask : 0};
    if (!resampler_ || given != given_) configure(given, layout);
    run(frame.extended_data, frame.nb_samples);
    return samples_;
}

std::span<const float> Converter::convert(std::span<const float> samples, Shape shape) {
    if (shape == wanted_ && !resampler_) return samples;
    samples_.clear();
    AVChannelLayout layout{};
    av_channel_layout_default(&layout, shape.channels);
    const FrameShape given{AV_SAMPLE_FMT_FLT, shape.sample_rate, shape.channels, layout.u.mask};
    if (!resampler_ || given != given_) configure(given, layout);
    const auto* data = reinterpret_cast<const std::uint8_t*>(samples.data());
    run(&data, static_cast<int>(samples.size() / static_cast<std::size_t>(shape.channels)));
    return samples_;
}

std::span<const float> Converter::flush() {
    samples_.clear();
    if (resampler_) run(nullptr, 0);
    return samples_;
}

}  // namespace transcode
