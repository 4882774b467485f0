#pragma once

#include "core/loudness.h"
#include "transcode/convert.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace transcode {

/// Where a piece stands in a programme, in frames of it. Where the next one begins before this one ends, they are
/// crossfaded.
struct Stand {
    std::uint64_t start = 0;
    std::uint64_t length = 0;
    std::uint64_t fade_in = 0;   ///< fades are of equal power: a sine's first quarter
    std::uint64_t fade_out = 0;  ///< both together not longer than the piece
};

/// Pieces, one after the other and each in its stand, as one stream of samples. Memory is constant.
class Programme {
public:
    using Take = std::function<void(std::span<const float>)>;

    /// Hands its samples to `take`; pieces share `overlap` frames at most.
    Programme(int channels, std::uint64_t overlap, Take take);

    /// The next piece; its gain is linear. Silence comes before it as long as it takes.
    void begin(const Stand& stand, float gain);
    /// What passes the piece's length is left out.
    void add(std::span<const float> samples);
    /// What it is short of its length is silence.
    void end();
    /// The last samples.
    void finish();

    std::uint64_t frames() const { return given_; }

private:
    float envelope(std::uint64_t position) const;
    void put(const float* samples, std::uint64_t frames, float factor);
    void give(std::uint64_t but);

    std::size_t channels_;
    std::uint64_t overlap_;
    Take take_;
    Stand stand_;
    float gain_ = 0.0F;
    std::uint64_t position_ = 0;  ///< in the piece
    std::uint64_t given_ = 0;     ///< frames that were handed on
    std::vector<float> held_;     ///< from there on
};

/// What was metered of a piece, and the gain that it gets.
struct Metered {
    Stand stand;
    std::span<const float> hops;  ///< see Meter::hops()
    double cut_seconds = 0.0;     ///< of the hops' beginning, left out
    double gain_db = 0.0;
};

/// How loud a programme will be: BS.1770-4 over all pieces and the silence between them, without their samples. Its
/// true peak is not told.
core::Loudness foretold(std::span<const Metered> pieces, int sample_rate);

}  // namespace transcode
