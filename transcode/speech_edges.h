#pragma once

#include "transcode/speech.h"

#include <optional>
#include <vector>

namespace transcode {

/// Where somebody begins to speak after a pause, or ceases to before one, in seconds.
class SpeechEdges {
public:
    /// What is louder than the threshold is speech.
    SpeechEdges(const SpeechLevels& levels, double threshold);

    /// When what begins at about a time begins, not outside of a span: at the end of the pause that it lies in, however
    /// long that is, else at the nearest beginning of speech, where one is near; else at that time.
    double onset(double near, double from, double to) const;
    /// The same for what ends.
    double offset(double near, double from, double to) const;

private:
    struct Pause {
        double begin = 0.0;
        double end = 0.0;
    };
    /// The pause at a time that speech follows.
    std::optional<Pause> pause_at(double time) const;
    /// An edge near a time: the side of the pause there, else one near at hand, else the side of the pause a breath
    /// away, else the nearest.
    double edge(const std::vector<float>& edges, double Pause::*side, double near, double breath_away, double from,
                double to) const;

    std::vector<float> onsets_;
    std::vector<float> offsets_;
};

}  // namespace transcode
