#pragma once

#include "transcode/spectrum.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace transcode {

/// The rate at which speech is compared: what telephones and small MP3s keep.
inline constexpr int speech_rate = 8000;

/// What is heard in a window, in a form in which one speaker's words compare with another's: mel cepstral coefficients
/// 1 to 12, their slopes, and the level. Coefficients and slopes have zero mean and unit deviation over the speech of
/// their recording, so that microphones and voices weigh alike; slopes and level count less.
inline constexpr std::size_t cepstral_coefficients = 12;
inline constexpr std::size_t speech_width = 2 * cepstral_coefficients + 1;
using SpeechFrame = std::array<float, speech_width>;

/// How loud sound is, every 5 ms.
class SpeechLevels {
public:
    static constexpr int hop = speech_rate / 200;

    /// Mono samples at speech_rate.
    void add(std::span<const float> samples);

    std::size_t size() const { return levels_.size(); }
    /// Decibels below full scale, at most 254; 255 for silence.
    std::uint8_t operator[](std::size_t index) const { return levels_[index]; }
    /// The level, as above, below which (louder than which) somebody speaks: between that of the pauses and that of the
    /// voice.
    double threshold() const;

private:
    std::deque<std::uint8_t> levels_;  // which grows without being copied
    double sum_ = 0.0;
    int count_ = 0;
};

/// Cuts sound into overlapping windows of 32 ms, `hop` samples apart, and keeps of each the first twelve coefficients
/// of its mel cepstrum: 26 triangular bands from 100 to 3800 Hz on the scale 2595 log10(1 + f / 700) (Davis and
/// Mermelstein 1980). A window is kept in 13 bytes, so an hour in 2.3 MB.
class SpeechAnalysis {
public:
    explicit SpeechAnalysis(int hop);

    /// Mono samples at speech_rate.
    void add(std::span<const float> samples);
    /// All has been added: from now on it can be asked. What is louder than the threshold is speech.
    void finish(double threshold);

    std::size_t size() const { return windows_.size(); }
    bool speaks(std::size_t index) const { return -windows_[index].back() < threshold_; }
    SpeechFrame frame(std::size_t index) const;

private:
    static constexpr std::size_t bands = 26;
    /// Coefficients in their steps, and the level in decibels.
    using Window = std::array<std::int8_t, cepstral_coefficients + 1>;
    Window analyse(std::size_t at);
    /// As it was heard, not yet brought to zero mean and unit deviation.
    SpeechFrame raw_frame(std::size_t index) const;

    std::size_t hop_;
    Spectrum spectrum_;
    std::array<float, Spectrum::size> shape_{};  // of a window
    std::array<std::size_t, bands> first_bin_{};
    std::array<std::vector<float>, bands> weights_;
    std::array<std::array<float, bands>, cepstral_coefficients> cosines_{};
    std::vector<float> waiting_;
    std::size_t ahead_ = 0;  // samples that are still to come before the next window, where windows are apart
    std::deque<Window> windows_;
    double threshold_ = 0.0;
    SpeechFrame mean_{};
    SpeechFrame scale_{};
};

}  // namespace transcode
