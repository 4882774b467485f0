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

/// What is heard in a stretch of a recording, in a form that compares one speaker's words with another's.
struct SpeechFrame {
    static constexpr std::size_t coefficients = 12;
    std::array<float, coefficients> cepstrum{};  ///< mel-frequency cepstral coefficients 1 to 12
    float level_db = 0.0F;                       ///< of the window, relative to full scale
};

/// Cuts sound into overlapping windows of 32 ms, `hop` samples apart, and gives of each the first twelve coefficients of
/// its mel cepstrum: 26 triangular bands from 100 to 3800 Hz (Davis and Mermelstein 1980; the mel scale of O'Shaughnessy,
/// 2595 log10(1 + f / 700)). Levels are also kept every 5 ms.
class SpeechAnalysis {
public:
    explicit SpeechAnalysis(int hop = speech_rate / 50);
    ~SpeechAnalysis();
    SpeechAnalysis(const SpeechAnalysis&) = delete;
    SpeechAnalysis& operator=(const SpeechAnalysis&) = delete;

    /// Mono samples at speech_rate.
    void add(std::span<const float> samples);

    const std::vector<SpeechFrame>& frames() const { return frames_; }
    /// Decibels below full scale, one each 5 ms; 255 for silence.
    const std::vector<std::uint8_t>& levels() const { return levels_; }
    static constexpr int level_hop = speech_rate / 200;

private:
    static constexpr std::size_t window_size = 256;

    struct Transform;
    std::unique_ptr<Transform> transform_;
    std::size_t hop_;
    std::vector<float> waiting_;
    std::vector<SpeechFrame> frames_;
    std::vector<std::uint8_t> levels_;
    double level_sum_ = 0.0;
    int level_count_ = 0;
};

}  // namespace transcode
