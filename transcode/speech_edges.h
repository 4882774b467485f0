#pragma once

#include "transcode/speech.h"

#include <vector>

namespace transcode {

/// Where somebody begins to speak after a pause, or ceases to before one, in seconds.
class SpeechEdges {
public:
    /// What is louder than the threshold is speech.
    SpeechEdges(const SpeechLevels& levels, double threshold);

    /// The beginning nearest to a time, if there is one near it and not outside of a span; else that time.
    double onset(double near, double from, double to) const;
    /// The same for the end.
    double offset(double near, double from, double to) const;

private:
    std::vector<float> onsets_;
    std::vector<float> offsets_;
};

}  // namespace transcode
