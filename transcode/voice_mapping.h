#pragma once

#include "transcode/speech.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace transcode {

/// The frames that were found to be the same sound in a recording and in another voice.
struct FramePair {
    std::uint32_t heard = 0;  ///< index in the recording
    std::uint32_t said = 0;   ///< index in the voice
};

/// A frame in whole numbers, so that distances are sums of whole vectors and the same on every machine; what is over is
/// zero.
using ComparedFrame = std::array<std::int16_t, 32>;

inline constexpr float compared_fineness = 128.0F;  ///< whole numbers in a unit

/// The distance of two frames (Euclidean), in the units of VoiceMapping. Nearly all time is spent here.
inline float distance(const ComparedFrame& a, const ComparedFrame& b) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto off = static_cast<std::int16_t>(a[i] - b[i]);
        sum += off * off;
    }
    return std::sqrt(static_cast<float>(sum)) * (1.0F / compared_fineness);
}

/// What one voice's sounds become in another's mouth: a linear function of a frame and of those a little before and
/// after, and how far off it is in each coefficient, which is the unit of distances. Nothing is changed at first; then
/// it is learnt from pairs of frames (ridge regression).
class VoiceMapping {
public:
    using Frames = std::function<SpeechFrame(std::size_t)>;

    VoiceMapping();
    /// `said` and `heard` give frames by index, `said` also those past its ends.
    VoiceMapping(const Frames& said, const Frames& heard, std::span<const FramePair> pairs);

    /// A frame of the voice as it would sound in the recording; `said` as above.
    ComparedFrame mapped(const Frames& said, std::size_t at) const;
    /// A frame of the recording in the same units.
    ComparedFrame scaled(const SpeechFrame& heard) const;

private:
    static constexpr std::size_t reach = 3;  // frames before and after
    static constexpr std::size_t inputs = 3 * speech_width + 1;
    using Input = std::array<float, inputs>;
    using Row = std::array<float, speech_width>;

    static Input input(const Frames& said, std::size_t at);
    SpeechFrame apply(const Input& in) const;

    std::vector<Row> matrix_;  // a row for each input; empty: as it is
    SpeechFrame unit_{};       // 1 / the residual's deviation
};

}  // namespace transcode
