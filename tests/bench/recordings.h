#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

/// Recordings to measure on, made once a run by espeak-ng and ffmpeg in a temporary folder.
namespace bench {

/// An article of 351 s as a newspaper has it read: Vietnamese, mono, 44.1 kHz, MP3 at 64 kbit/s, about -20 LUFS.
const std::filesystem::path& article();
/// 20 minutes of two voices, stereo, MP3 at 128 kbit/s.
const std::filesystem::path& conversation();

struct Samples {
    int sample_rate = 44100;
    int channels = 1;
    std::vector<float> interleaved;
};

/// The article as it is; the same made 10 dB louder and limited to -1 dBFS; white noise limited the same way; the
/// conversation.
const Samples& speech();
const Samples& limited_speech();
const Samples& limited_noise();
const Samples& stereo_speech();

/// Throws std::runtime_error when the command fails.
void run(const std::string& command);
std::string quoted(const std::filesystem::path& path);

/// Seconds of CPU so far: of this process, of the processes that it ran.
double own_cpu();
double childrens_cpu();
double median(std::vector<double> values);

}  // namespace bench
