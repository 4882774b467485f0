#include "transcode/join.h"

#include "core/hash.h"
#include "transcode/descriptor_io.h"
#include "transcode/flac_file.h"
#include "transcode/naming.h"
#include "transcode/recording.h"
#include "transcode/survey.h"

#include <algorithm>
#include <vector>

namespace transcode {

namespace {

/// Does something with each part; what fails names it.
template <typename Work>
void with_each(std::span<const int> parts, Work work) {
    for (std::size_t index = 0; index < parts.size(); ++index)
        naming("part", index, parts.size(), [&] { work(index); });
}

Shape shape_of_all(std::span<const int> parts) {
    Shape all;
    with_each(parts, [&](std::size_t index) {
        const Shape shape = Recording(parts[index]).shape();
        all.sample_rate = std::max(all.sample_rate, shape.sample_rate);
        all.channels = std::max(all.channels, shape.channels);
    });
    return all;
}

/// Samples of one part after the other, faded where they meet: the last ones of a part are held back until it is known
/// whether more of it comes.
class Seam {
public:
    Seam(Shape shape, FlacFile& file)
        : channels_(static_cast<std::size_t>(shape.channels)),
          fade_(static_cast<std::size_t>(shape.sample_rate) / 200),
          file_(file) {}

    void begin_part(bool fades) {
        fades_in_ = fades;
        position_ = 0;
    }

    void take(std::span<const float> samples) {
        const std::size_t before = held_.size();
        held_.insert(held_.end(), samples.begin(), samples.end());
        for (std::size_t i = before; fades_in_ && i < held_.size() && position_ < fade_; i += channels_, ++position_)
            for (std::size_t channel = 0; channel < channels_; ++channel) held_[i + channel] *= share(position_);
        give(fade_);
    }

    void end_part(bool fades) {
        const std::size_t frames = held_.size() / channels_;
        for (std::size_t i = 0; fades && i < frames; ++i)
            for (std::size_t channel = 0; channel < channels_; ++channel)
                held_[i * channels_ + channel] *= share(frames - 1 - i);
        give(0);
    }

    std::uint64_t frames() const { return frames_; }

private:
    /// Of full level, so many samples away from the joint.
    float share(std::size_t away) const { return static_cast<float>(away) / static_cast<float>(fade_); }

    /// Hands on all but so many frames.
    void give(std::size_t but) {
        const std::size_t frames = held_.size() / channels_;
        if (frames <= but) return;
        const std::size_t count = (frames - but) * channels_;
        file_.write(std::span(held_).first(count));
        frames_ += frames - but;
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count));
    }

    std::size_t channels_;
    std::size_t fade_;  ///< in frames: five milliseconds
    FlacFile& file_;
    std::vector<float> held_;
    bool fades_in_ = false;
    std::size_t position_ = 0;  ///< in the part that fades in
    std::uint64_t frames_ = 0;
};

}  // namespace

Joined join(std::span<const int> parts, int output, const Progress& progress) {
    const Shape shape = shape_of_all(parts);
    FlacFile file(output, shape);
    Seam seam(shape, file);
    with_each(parts, [&](std::size_t index) {
        Recording part(parts[index]);
        Converter converter(shape);
        seam.begin_part(index > 0);
        for (auto samples = part.next(); !samples.empty(); samples = part.next()) {
            seam.take(converter.convert(samples, part.shape()));
            if (progress) progress((static_cast<double>(index) + part.progress()) / static_cast<double>(parts.size()));
        }
        seam.take(converter.flush());
        seam.end_part(index + 1 < parts.size());
    });
    file.finish();
    return {file_size(output), core::sha256_of_file(output), duration_of(seam.frames(), shape.sample_rate)};
}

}  // namespace transcode
