#pragma once

#include "core/loudness.h"
#include "transcode/level_trace.h"
#include "transcode/true_peak.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace transcode {

/// What a Meter looks at.
struct MeterOptions {
    bool dual_mono = true;        ///< one channel counts as two, as it is heard: 3 LU more
    bool true_peak = true;        ///< without it the true peak reads as 0 dBTP
    bool trace = false;           ///< notes a LevelTrace; needs true_peak
    double trace_depth_db = 0.0;  ///< peaks down to this far under the highest are noted exactly
    bool hops = false;            ///< keeps hops()
};

/// A loudness meter by ITU-R BS.1770-4, EBU Tech 3341 and Tech 3342: gated integrated loudness from blocks of 400 ms
/// every 100 ms, loudness range from blocks of 3 s every second, the two sliding windows, true peak.
///
/// Memory is flat but for one float for each 100 ms above -70 LUFS (1.5 MB in ten hours). Samples are full scale at 1.0
/// and may pass it; one that is not finite counts as silence.
class Meter {
public:
    /// Channels are in libav's and WAVE's order: 1 mono, 2 stereo, 3 with centre, 4 quadrophonic, 5 with centre and
    /// surrounds, 6 (5.1) with the low-frequency channel fourth, which is not heard by this measure; 7 and 8 have more
    /// surrounds. Throws Error(media) for other numbers and for rates outside 1000 Hz to 1 MHz.
    Meter(int sample_rate_hz, int channels, MeterOptions options = {});
    ~Meter();
    Meter(Meter&&) noexcept;
    Meter& operator=(Meter&&) noexcept;

    /// Whole frames, the channels' samples side by side.
    void add_interleaved(std::span<const float> samples);
    /// One array of `frames` samples a channel.
    void add_planar(std::span<const float* const> channels, std::size_t frames);

    /// 5 ms that another meter of the same rate has weighed: a twentieth of one of its hops(), times the square of a
    /// gain. Not to be mixed with samples.
    void add_energy(double energy);

    /// All that was added so far. A recording without a block of 400 ms above -70 LUFS reads -inf LUFS and a range of
    /// 0.
    core::Loudness reading();

    /// By how much the loudest and the quietest passage differ, in LU: passages of 10 s, each gated as a whole
    /// programme is, those left out that are 30 LU under the integrated loudness or sound for less than 3 s.
    double passages_lu() const;

    /// The K-weighted energy of each 100 ms, channels weighted and summed.
    const std::vector<float>& hops() const { return all_hops_; }

    /// What was noted since it was last cleared, the last buffer's not yet in it before reading(). It grows by 5 MB an
    /// hour at 44100 Hz for who does not clear it or ask for an end of it.
    LevelTrace& trace() { return trace_; }
    void stop_trace();

    /// The last 400 ms and the last 3 s, ungated, to 5 ms; -inf for silence. Before so much was added, the missing
    /// part counts as silence.
    double momentary_lufs();
    double short_term_lufs();

private:
    struct Channel;

    void process();
    void weigh(std::size_t frames);
    void end_of_slice();
    void end_of_hop();
    void end_of_passage();
    double mean_square(std::size_t slices) const;
    double integrated_lufs() const;
    double range_lu() const;

    MeterOptions options_;
    std::vector<Channel> channels_;
    std::size_t block_frames_;  ///< of the trace
    TruePeak peak_;
    std::size_t buffered_ = 0;  ///< frames that wait in the channels' buffers

    // A hop (100 ms) is twenty slices; slices are what the sliding windows move by.
    std::size_t hop_frames_ = 0;
    std::size_t hop_position_ = 0;  ///< frames of the present hop that are weighed
    std::size_t slice_end_ = 0;     ///< where in the hop the present slice ends
    double slice_energy_ = 0.0;
    std::vector<double> slices_;  ///< a ring of the last 3 s
    std::uint64_t slice_count_ = 0;

    std::deque<float> blocks_;       ///< mean squares of 400 ms, those above the absolute gate
    std::deque<float> short_terms_;  ///< the same of 3 s
    std::deque<float> passage_;      ///< the blocks of the present passage, likewise
    std::deque<float> passages_;     ///< mean squares of those that are over
    std::size_t passage_hops_ = 0;

    std::vector<float> all_hops_;

    LevelTrace trace_;
    float trace_share_ = 1.0F;
};

}  // namespace transcode
