#pragma once

#include "transcode/passage_list.h"
#include "transcode/speech.h"
#include "transcode/voice_mapping.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace transcode {

/// A text as a voice says it: its frames of speech, in order.
struct SpokenText {
    const SpeechAnalysis* voice = nullptr;
    std::vector<std::uint32_t> frames;  ///< indices in the voice's analysis
    std::vector<std::uint32_t> starts;  ///< of each sentence in `frames`, and one more: their number

    /// A frame by its place in `frames`; past the end the last one.
    SpeechFrame frame(std::size_t at) const;
    std::size_t sentences() const { return starts.size() - 1; }
};

/// What is searched in what.
struct Search {
    const SpokenText& text;
    const SpeechAnalysis& heard;
    std::uint32_t heard_end = 0;  ///< frames of the recording to look at, from the first
    const VoiceMapping& mapping;
    float others = 1.0F;  ///< what sound that is no text costs, see below
    float beam = 0.0F;    ///< what is so much worse than the best, in the same unit, is given up
    float abrupt = 0.0F;  ///< what it costs to begin or end a sentence without a pause
};

/// The sentences, in order, of which a recording is made, by dynamic time warping of the whole text against the whole
/// recording, with sentences left out of the text and sound left out of the recording at a price. Each frame of the
/// recording costs its distance from the frame of the text that it would be, relative to its mean distance from any;
/// `others` is what sound that is no text costs. Time goes with the product of the recording's length and how many
/// hypotheses are near the best; memory with these and the passages found.
std::vector<Passage> find_passages(const Search& search);

/// What the passages teach of how the voice's sounds are in the reader's mouth; nothing where they are fewer frames
/// than `least`.
VoiceMapping learnt_from(const Search& search, const std::vector<Passage>& passages, std::size_t least = 0);

/// What it costs to warp one row of frames onto another, from end to end, for each frame of the first: distances and
/// prices of uneven steps. Infinite where one is too short or long for the other.
double warping_cost(const std::vector<ComparedFrame>& heard, const std::vector<ComparedFrame>& said);

/// The frames of a passage beside those of its sentence, by warping within it.
std::vector<FramePair> pair_frames(const Search& search, const Passage& passage);

}  // namespace transcode
