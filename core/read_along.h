#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A sentence of a text where a recording reads it, in time of the file that listeners get.
struct Cue {
    std::chrono::milliseconds start{};
    std::chrono::milliseconds end{};  ///< after `start`
    std::string text;                 ///< on one line
    double confidence = 0.0;          ///< 0 to 1

    bool operator==(const Cue&) const = default;
};

/// What became of the search for a text's sentences in its recording.
enum class Timing {
    unknown,     ///< nobody has looked yet
    timed,       ///< they were found
    other_text,  ///< the recording does not read this text
    unfit,       ///< the text cannot be what the recording reads: a teaser, notes, a whole book
    no_voice,    ///< there is no synthesizer that could read the text for comparison
};

std::string_view name(Timing timing);  ///< "timed", "other-text", ...
std::optional<Timing> parse_timing(std::string_view text);

/// A text and the recording that reads it, sentence by sentence. Listings of episodes go without the cues and carry
/// only their hash, which stands for them in keys.
struct ReadAlong {
    Timing timing = Timing::unknown;
    std::string reason;          ///< why there are no times, in words; empty where there are
    double confidence = 0.0;     ///< of the whole, 0 to 1
    std::size_t sentences = 0;   ///< that the text has
    std::size_t read = 0;        ///< of which the recording reads so many
    std::vector<Cue> cues = {};  ///< in order, none before another's end; only where timed
    std::string hash = {};       ///< of the cues; empty where there are none

    const std::string& fingerprint_key() const { return hash; }
};

/// Gives the cues their hash, of what readers are shown of them.
void seal(ReadAlong& read_along);

}  // namespace core
