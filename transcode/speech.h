#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace transcode {

/// The rate at which speech is compared: what telephones and small MP3s keep.
inline constexpr int speech_rate = 8000;

/// What is heard in a window of a recording, in a form in which one speaker's words compare with another's: mel
/// cepstral coefficients 1 to 12, their slopes, and the level; what is over is zero, so that distances are sums of
/// whole vectors.
inline constexpr std::size_t cepstral_coefficients = 12;
inline constexpr std::size_t speech_width = 2 * cepstral_coefficients + 1;
using SpeechFrame = std::array<float, 32>;

/// Cuts sound into overlapping windows of 32 ms, `hop` samples apart, and keeps of each the first twelve coefficients
/// of its mel cepstrum: 26 triangular bands from 100 to 3800 Hz on the scale 2595 log10(1 + f / 700) (Davis and
/// Mermelstein 1980). Levels are kept every 5 ms.
class SpeechAnalysis {
public:
    static constexpr int level_hop = speech_rate / 200;

    explicit SpeechAnalysis(int hop);
    ~SpeechAnalysis();
    SpeechAnalysis(const SpeechAnalysis&) = delete;
    SpeechAnalysis& operator=(const SpeechAnalysis&) = delete;

    /// Mono samples at speech_rate.
    void add(std::span<const float> samples);

    std::size_t frames() const { return windows_.size(); }
    /// Decibels below full scale, one each 5 ms; 255 for silence.
    const std::vector<std::uint8_t>& levels() const { return levels_; }
    /// The level, as above, below which (louder than which) somebody speaks: between that of the pauses and that of the
    /// voice.
    double speech_threshold() const;
    /// How many of the levels are speech by that threshold.
    std::size_t speaking(double threshold) const;

    /// The frames, and which of them are speech. Coefficients and slopes have zero mean and unit deviation over the
    /// speech of this recording, so that microphones and voices weigh alike; slopes and level count less.
    struct Speech {
        std::vector<SpeechFrame> frames;
        std::vector<bool> speaks;
    };
    Speech speech(double threshold) const;

private:
    struct Transform;
    struct Window {
        std::array<float, cepstral_coefficients> cepstrum{};
        float level_db = 0.0F;
    };
    Window analyse(std::size_t at);

    std::unique_ptr<Transform> transform_;
    std::size_t hop_;
    std::vector<float> waiting_;
    std::vector<Window> windows_;
    std::vector<std::uint8_t> levels_;
    double level_sum_ = 0.0;
    int level_count_ = 0;
};

}  // namespace transcode
