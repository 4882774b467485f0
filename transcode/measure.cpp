#include "transcode/measure.h"

#include "transcode/meter.h"
#include "transcode/recording.h"
#include "transcode/survey.h"

#include <cstdint>

namespace transcode {

Measurement measure(int input, bool dual_mono, const Progress& progress) {
    Recording recording(input);
    const Shape shape = recording.shape();
    Meter meter(shape.sample_rate, shape.channels, {dual_mono, true});
    std::uint64_t frames = 0;
    const Progress step = step_of(progress, 0.0, 1.0);
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        meter.add_interleaved(samples);
        frames += samples.size() / static_cast<std::size_t>(shape.channels);
        if (step) step(recording.progress());
    }
    return {meter.reading(), duration_of(frames, shape.sample_rate), recording.facts().text()};
}

}  // namespace transcode
