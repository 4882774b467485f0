#pragma once

#include "transcode/progress.h"

#include <cstddef>
#include <vector>

namespace transcode {

/// Where in a recording a sentence is read.
struct SentenceTime {
    std::size_t sentence = 0;  ///< its place in the text, from 0
    double start = 0.0;        ///< in seconds of the recording as it is decoded
    double end = 0.0;
    double confidence = 0.0;  ///< 0.45 to 1; three quarters is usual in its recording
};

struct Alignment {
    bool matched = false;                 ///< the recording reads this text
    bool open = false;                    ///< it does not match, but there is too little to tell
    double duration = 0.0;                ///< of the recording, in seconds
    double confidence = 0.0;              ///< of the whole, 0 to 1; a half is where the decision lies
    std::vector<SentenceTime> sentences;  ///< those that are read, in order; none where it does not match
};

/// Finds the sentences of a text in a recording of it, by another voice that reads the same: a synthesizer's, sentence
/// by sentence without pauses, whose ends in seconds are given. Both are descriptors of files that libav decodes. What
/// the recording does not read, and what it has beside the text, is left out.
Alignment align(int recording, int voice, const std::vector<double>& sentence_ends, const Progress& progress = {});

}  // namespace transcode
