#pragma once

#include "transcode/speech.h"
#include "transcode/voice_mapping.h"

#include <cstdint>
#include <span>
#include <vector>

namespace transcode {

/// A sentence as it was found in a recording.
struct Passage {
    std::uint32_t sentence = 0;
    std::uint32_t start = 0;  ///< first frame of the recording
    std::uint32_t end = 0;    ///< its last one
    float cost = 0.0F;        ///< how much better it is than other sound, negative
};

/// A text as a voice says it.
struct SpokenText {
    std::vector<SpeechFrame> frames;    ///< of speech only
    std::vector<std::uint32_t> starts;  ///< of each sentence in them, and one more: their number
};

/// The sentences, in order, of which a recording is made, by dynamic time warping of the whole text against the whole
/// recording, with sentences left out of the text and sound left out of the recording at a price. Each frame of the
/// recording costs its distance from the frame of the text that it would be, relative to its mean distance from any;
/// `others` is what sound that is no text costs. Time goes with the product of the recording's length and how many
/// hypotheses are near the best; memory with the text's.
std::vector<Passage> find_passages(const SpokenText& text, std::span<const SpeechFrame> heard,
                                   const std::vector<bool>& speaks, float others);

/// The frames of a passage beside those of its sentence, by warping within it.
std::vector<FramePair> pair_frames(const SpokenText& text, std::span<const SpeechFrame> heard,
                                   const std::vector<bool>& speaks, const Passage& passage);

}  // namespace transcode
