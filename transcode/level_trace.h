#pragma once

#include <cstddef>
#include <deque>

namespace transcode {

/// Frames of a block, some 0.7 ms: by what the limiter's gain curve moves.
constexpr std::size_t level_block_frames(int sample_rate) {
    if (sample_rate <= 12000) return 8;
    return sample_rate <= 24000 ? 16 : 32;
}

/// What a Meter notes of a signal as it measures it, if asked: enough to foretell what the limiter will take from it.
struct LevelTrace {
    static constexpr std::size_t slices_a_hop = 20;  ///< a hop is the 100 ms by which BS.1770-4 moves its blocks

    /// Where the limiter must work, the true peak of a block, linear, of all channels; else at least its sample peak.
    std::deque<float> peaks;
    /// K-weighted energy of a slice, channels weighted and summed.
    std::deque<float> energies;

    void clear() {
        peaks.clear();
        energies.clear();
    }
};

}  // namespace transcode
