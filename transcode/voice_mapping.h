#pragma once

#include "transcode/speech.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace transcode {

/// The frames that were found to be the same sound in a recording and in another voice.
struct FramePair {
    std::uint32_t heard = 0;  ///< index in the recording
    std::uint32_t said = 0;   ///< index in the voice
};

/// What one voice's sounds become in another's mouth, learnt from pairs of frames: a linear function of a frame and of
/// those a little before and after (ridge regression), and how far off it is in each coefficient.
class VoiceMapping {
public:
    VoiceMapping(std::span<const SpeechFrame> said, std::span<const SpeechFrame> heard,
                 std::span<const FramePair> pairs);

    /// The voice as it would sound in the recording, each coefficient in units of what the mapping is off by.
    std::vector<SpeechFrame> mapped(std::span<const SpeechFrame> said) const;
    /// The recording in the same units.
    std::vector<SpeechFrame> scaled(std::span<const SpeechFrame> heard) const;

private:
    static constexpr int reach = 3;  // frames before and after
    static constexpr std::size_t inputs = 3 * speech_width + 1;
    using Input = std::array<float, inputs>;

    static Input input(std::span<const SpeechFrame> said, std::size_t at);
    SpeechFrame apply(const Input& in) const;

    std::vector<float> matrix_;  // speech_width rows
    SpeechFrame unit_{};         // 1 / the residual's deviation
};

}  // namespace transcode
