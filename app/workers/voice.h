#pragma once

#include "core/error.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app {

/// The synthesizer has failed, whatever was to be read and recorded: Error(media), whose message begins with its name.
class SynthesizerError : public core::Error {
public:
    explicit SynthesizerError(const std::string& message) : core::Error(core::ErrorKind::media, message) {}
};

/// Why a text cannot be read aloud, in words.
struct NoVoice {
    std::string reason;
};

/// Where each sentence of a spoken text ends, in seconds.
struct Spoken {
    std::vector<double> sentence_ends;
};

/// Has a speech synthesizer, espeak-ng, read sentences of a language (BCP 47) one after the other, without pauses, into
/// an open empty file, as WAV. A sentence that it can say nothing of is no time long. `ended` is asked between
/// sentences, and true ends the reading with Error(network). Throws Error(storage), and SynthesizerError where it fails
/// or gives what is no sound, or none of the whole text.
std::variant<Spoken, NoVoice> speak(const std::vector<std::string>& sentences, const std::string& language, int output,
                                    const std::function<bool()>& ended);

/// Whether there is a synthesizer that has a voice for the language. Throws as speak() does.
bool has_voice(const std::string& language);

/// The text as a synthesizer is to read it: espeak-ng, and others, take what two brackets begin for phonemes.
std::string without_phonemes(std::string text);

/// Which synthesizer there is: another text whenever another one was installed; empty where there is none.
std::string synthesizer();

}  // namespace app
