#pragma once

#include "transcode/convert.h"
#include "transcode/interpolator.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace transcode {

/// The times of the limiter's gain curve. The curve is reckoned in blocks of about 0.7 ms and drawn as straight lines
/// between their borders. Ahead of a peak the gain falls for `attack_seconds`, in a straight line however deep; it
/// stays down until the peak has passed; then it returns exponentially with the time constant `release_seconds`.
struct LimiterTimes {
    double attack_seconds = 0.005;
    double release_seconds = 0.100;
};

/// The limiter's gain, block by block: from the gain that each block needs to the one it gets, which is never higher.
/// Kept apart so that what the limiter will take from a recording can be foretold without its samples.
class GainCurve {
public:
    GainCurve(double block_seconds, LimiterTimes times);

    /// Takes the highest gain the next block may have, and gives that of the border in front of the block that came
    /// `delay_blocks()` earlier.
    double next_node(double highest);
    std::size_t delay_blocks() const { return window_ - 1; }
    /// The gain is 1 and stays so until a block needs less: until then no node need be asked for.
    bool idle() const { return quiet_blocks_ > 2 * window_; }

private:
    std::size_t window_;
    double release_;
    std::vector<double> highest_;   ///< of the last `window_` blocks, a ring
    std::vector<double> envelope_;  ///< likewise
    std::size_t at_ = 0;
    double held_ = 1.0;
    double smoothed_ = 1.0;
    std::size_t quiet_blocks_;  ///< blocks since the curve last left 1
};

/// A look-ahead limiter that holds the true peak (BS.1770-4, four times oversampled) of all channels together, so that
/// the stereo image stands still. What stays under the ceiling comes out exactly as it was, times the gain. As many
/// samples come out as went in, later.
class Limiter {
public:
    /// `gain` is linear and comes first; `ceiling` is the linear true peak that is held.
    Limiter(Shape shape, double gain, double ceiling, LimiterTimes times = {});

    /// Takes samples and gives those that are ready. The span lasts until the next call.
    std::span<const float> process(std::span<const float> samples);
    /// The rest.
    std::span<const float> flush();

    /// The lowest gain of the curve so far: 1 when nothing was limited.
    double deepest() const { return deepest_; }

private:
    void run();
    double highest_gain(const float* block) const;
    void give(const float* block, double from, double to);

    std::size_t channels_;
    std::size_t block_;   ///< samples of a block, all channels
    std::size_t margin_;  ///< samples that the interpolator looks at on either side
    float gain_;
    float ceiling_;
    Interpolator interpolator_{4};
    GainCurve curve_;
    double node_ = 1.0;
    double deepest_ = 1.0;
    std::vector<float> samples_;  ///< with the gain; the first not yet analysed block begins at `analysed_`
    std::size_t analysed_;
    std::size_t given_;  ///< where the next block to give begins
    std::uint64_t blocks_ = 0;
    std::vector<float> out_;
};

}  // namespace transcode
