#pragma once

#include "transcode/convert.h"
#include "transcode/k_weighting.h"
#include "transcode/limiter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace transcode {

/// Foretells how much quieter the limiter makes a recording, at several gains at once and without making it: K-weighted
/// energy and true peak of each of the limiter's blocks are all that it needs. Memory is constant.
class Rehearsal {
public:
    /// `ceiling` is linear, as the Limiter's; with `dual_mono` one channel counts twice.
    Rehearsal(Shape shape, bool dual_mono, std::vector<double> gains_db, double ceiling, LimiterTimes times = {});

    void add(std::span<const float> samples);
    /// For each gain the LU that the limiter takes from the integrated loudness. To be called once, at the end.
    std::vector<double> losses();

private:
    /// Sums of 400 ms blocks by loudness: all that gating (BS.1770-4) asks for.
    class Gate {
    public:
        Gate();
        void add(double mean_square);
        double integrated_lufs() const;

    private:
        struct Bin {
            double sum = 0.0;
            std::uint64_t count = 0;
        };
        std::vector<Bin> bins_;
    };
    struct Candidate {
        double gain;  ///< linear
        GainCurve curve;
        double node = 1.0;
        std::array<double, 4> hops{};  ///< energies of the last 100 ms stretches
        Gate gate;
    };

    void run();
    double energy_of(const float* block);
    void take(float peak, double energy);
    void end_hop();

    std::size_t channels_;
    std::size_t block_;  ///< samples of a block, all channels
    std::size_t margin_;
    double ceiling_;
    float enough_;                       ///< peaks up to this one are limited at no gain
    double weight_;                      ///< energy to mean square of a hop, dual mono in it
    std::vector<Candidate> candidates_;  ///< the first is not limited
    std::vector<KWeighting> filters_;
    std::vector<float> samples_;
    std::size_t at_;
    std::vector<float> planar_;
    std::vector<double> energies_;  ///< of the blocks that the curve is still behind, a ring
    std::uint64_t blocks_ = 0;
    std::size_t frames_in_hop_ = 0;
    std::size_t hop_frames_;
    std::uint64_t hops_ = 0;
};

}  // namespace transcode
