#pragma once

#include "transcode/level_trace.h"
#include "transcode/limiter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace transcode {

/// Foretells how much quieter the limiter makes a recording, at several gains at once and without its samples: a trace
/// of its peaks and its energies is all that this needs. Memory is constant.
class Rehearsal {
public:
    /// `ceiling` is linear, as the Limiter's.
    Rehearsal(int sample_rate, const std::vector<double>& gains_db, double ceiling, LimiterTimes times = {});

    /// The next part of the trace.
    void add(const LevelTrace& trace);
    /// For each gain the LU by which the integrated loudness stays behind it: what the limiter takes, and what comes in
    /// above the absolute gate. Never less than 0.
    std::vector<double> losses() const;

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
        double squares = 0.0;          ///< of the curve over the slice's blocks so far
        std::array<double, 4> hops{};  ///< energies of the last 100 ms stretches
        Gate gate;
    };

    void take(double peak);
    void end_slice();
    void end_hop();

    double ceiling_;
    double enough_ = 0.0;  ///< peaks up to this one are limited at no gain
    std::size_t hop_frames_;
    std::size_t block_frames_;
    std::vector<Candidate> candidates_;  ///< the first is not limited
    std::deque<float> energies_;         ///< of the slices that the curves are still behind
    std::uint64_t blocks_ = 0;
    std::size_t slice_ = 0;  ///< of the present hop
    /// Where in the present hop the middle of the curves' next block lies: a block belongs to the slice it falls in.
    std::size_t middle_;
    std::size_t shares_ = 0;       ///< blocks of the slice so far
    std::size_t idle_shares_ = 0;  ///< of these, while no curve was at work
    bool idle_ = false;
    std::uint64_t hops_ = 0;
};

}  // namespace transcode
