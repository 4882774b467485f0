#include "app/workers/voice.h"

#include "app/workers/program.h"
#include "core/bytes.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace app {

namespace {

constexpr const char* synthesizer_name = "espeak-ng";

void append(std::string& bytes, std::uint32_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// Samples of 16 bits on one channel.
struct Samples {
    std::uint32_t rate = 0;
    std::string bytes;
};

/// What a WAV holds whose lengths are not known yet to who writes it into a pipe; nothing where it is none of that
/// kind, or plays at a rate that no voice has.
std::optional<Samples> samples_in(std::string_view wav) {
    const auto number = [bytes = core::bytes_of(wav)](std::size_t at, std::size_t count) {
        return static_cast<std::uint32_t>(core::little_endian(bytes, at, count));
    };
    constexpr std::uint32_t lowest_rate = 8'000;
    constexpr std::uint32_t highest_rate = 48'000;
    constexpr std::size_t format_length = 16;
    if (wav.size() < 12 || !wav.starts_with("RIFF") || wav.substr(8, 4) != "WAVE") return std::nullopt;
    Samples samples;
    for (std::size_t at = 12; at + 8 <= wav.size();) {
        const std::string_view id = wav.substr(at, 4);
        const std::size_t length = number(at + 4, 4);
        at += 8;
        if (id == "fmt ") {
            const bool fits = at + format_length <= wav.size() && number(at, 2) == 1 && number(at + 2, 2) == 1 &&
                              number(at + 14, 2) == 16;
            if (!fits) return std::nullopt;
            samples.rate = number(at + 4, 4);
            if (samples.rate < lowest_rate || samples.rate > highest_rate) return std::nullopt;
        } else if (id == "data") {
            if (samples.rate == 0) return std::nullopt;
            samples.bytes = wav.substr(at, length);
            if (samples.bytes.size() % 2 != 0) samples.bytes.pop_back();
            return samples;
        }
        at += length + length % 2;
    }
    return std::nullopt;
}

std::string wav_header(std::uint32_t rate, std::uint64_t bytes) {
    const auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, 0xFFFF'FF00U));
    std::string header = "RIFF";
    append(header, length + 36, 4);
    header += "WAVEfmt ";
    append(header, 16, 4);
    append(header, 1, 2);
    append(header, 1, 2);
    append(header, rate, 4);
    append(header, rate * 2, 4);
    append(header, 2, 2);
    append(header, 16, 2);
    header += "data";
    append(header, length, 4);
    return header;
}

/// Why it ended as it did.
std::string reason_of(const ProgramEnd& end) {
    if (!end.complaint.empty()) return end.complaint;
    return fmt::format("it ended with exit code {} and without a word", end.exit_code);
}

/// One synthesizer, with the name that it has for a language.
class Synthesizer {
public:
    explicit Synthesizer(std::filesystem::path program) : program_(std::move(program)) {}

    /// False where it has no voice for the language.
    bool take(const std::string& language) {
        // What is no tag could be the name of a file.
        if (!core::is_language_tag(language)) return false;
        // It has a voice for Japanese that spells out what is not kana.
        if (language == "ja" || language.starts_with("ja-")) return false;
        language_ = language;
        for (const std::string& voice : {language, language.substr(0, language.find('-'))}) {
            voice_ = voice;
            const ProgramEnd end = run("a");
            if (end.exit_code == 0) return true;
            // All else that it may complain of would be the same for a language that it has.
            if (end.complaint.find("voice does not exist") == std::string::npos)
                throw SynthesizerError(fmt::format("espeak-ng fails: {}", reason_of(end)));
        }
        return false;
    }

    Samples read(const std::string& sentence) const {
        const std::string shown = core::truncate(sentence, 60, language_);
        const ProgramEnd end = run(without_phonemes(sentence));
        if (end.exit_code != 0)
            throw SynthesizerError(fmt::format("espeak-ng cannot read '{}': {}", shown, reason_of(end)));
        std::optional<Samples> samples = samples_in(end.output);
        if (!samples) throw SynthesizerError(fmt::format("espeak-ng gave no sound that can be used for '{}'", shown));
        return std::move(*samples);
    }

private:
    ProgramEnd run(const std::string& text) const {
        try {
            return run_program(program_, {"-v", voice_, "-z", "--stdin", "--stdout"}, text + "\n");
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::media) throw;
            throw SynthesizerError(error.what());
        }
    }

    std::filesystem::path program_;
    std::string language_;
    std::string voice_;
};

}  // namespace

std::variant<Spoken, NoVoice> speak(const std::vector<std::string>& sentences, const std::string& language, int output,
                                    const std::function<bool()>& ended) {
    constexpr const char* file = "the synthesizer's voice";
    const auto program = find_program(synthesizer_name);
    if (!program) return NoVoice{"espeak-ng is not installed; install the package espeak-ng"};
    Synthesizer synthesizer(*program);
    if (!synthesizer.take(language))
        return NoVoice{fmt::format("espeak-ng has no voice for the language '{}'", language)};
    Spoken spoken;
    std::uint32_t rate = 0;
    std::uint64_t written = wav_header(0, 0).size();
    const std::uint64_t begin = written;
    for (const std::string& sentence : sentences) {
        if (ended()) throw core::Error(core::ErrorKind::network, "interrupted");
        const Samples samples = synthesizer.read(sentence);
        // Of signs alone it rightly says nothing.
        if (!samples.bytes.empty()) {
            if (rate != 0 && samples.rate != rate)
                throw SynthesizerError(fmt::format("espeak-ng gave '{}' at {} Hz, and at {} Hz what came before",
                                                   core::truncate(sentence, 60, language), samples.rate, rate));
            rate = samples.rate;
            core::disk::write_at(output, samples.bytes, written, file);
            written += samples.bytes.size();
        }
        spoken.sentence_ends.push_back(rate == 0 ? 0.0 : static_cast<double>(written - begin) / 2.0 / rate);
    }
    if (rate == 0) throw SynthesizerError("espeak-ng says nothing of the whole text");
    core::disk::write_at(output, wav_header(rate, written - begin), 0, file);
    return spoken;
}

bool has_voice(const std::string& language) {
    const auto program = find_program(synthesizer_name);
    return program && Synthesizer(*program).take(language);
}

std::string without_phonemes(std::string text) {
    for (std::size_t at = text.find("[["); at != std::string::npos; at = text.find("[[", at)) text.replace(at, 2, "[ ");
    return text;
}

std::string synthesizer() {
    const auto program = find_program(synthesizer_name);
    if (!program) return {};
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(*program, failed);
    const auto written = std::filesystem::last_write_time(*program, failed);
    return fmt::format("{}, {} bytes, {}", program->string(), bytes, written.time_since_epoch().count());
}

}  // namespace app
