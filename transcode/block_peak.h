#pragma once

#include <cstddef>

namespace transcode {

/// Frames that block_peak() reads in front of and behind a block.
inline constexpr std::size_t peak_margin_frames = 6;

/// The true peak (BS.1770-4, four times oversampled) of a block of interleaved samples, all channels together; the
/// points between its last frame and the next one belong to it. `samples` is a multiple of 8. Where no point can pass
/// `enough`, what is returned is only known to be at most that, and costs far less.
float block_peak(const float* block, std::size_t samples, std::size_t channels, float enough);

}  // namespace transcode
