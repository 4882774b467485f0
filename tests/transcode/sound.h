#pragma once

#include "core/file_descriptor.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// Synthetic recordings and judges that we did not write, for the tests of transcode.
namespace sound {

/// Interleaved samples, full scale at 1.
struct Wave {
    int sample_rate = 44100;
    int channels = 1;
    std::vector<float> samples;

    double seconds() const;
};

/// A tone of that amplitude in all channels.
Wave sine(double seconds, double frequency, double amplitude, int sample_rate = 44100, int channels = 1);
/// Voice-like: noise in syllables with pauses between words, the same for the same seed. Peaks near `amplitude`.
Wave babble(double seconds, double amplitude, int sample_rate = 44100, int channels = 1, unsigned seed = 1);
Wave silence(double seconds, int sample_rate = 44100, int channels = 1);
void append(Wave& wave, const Wave& more);

/// Writes 32-bit float WAV.
void write_wav(const std::filesystem::path& path, const Wave& wave);

/// Runs a command through the shell and returns its standard output; throws when it fails.
std::string run(const std::string& command);
/// The same, standard error with it, whatever the exit code.
std::string run_all(const std::string& command);
bool have(const std::string& program);
std::string quoted(const std::filesystem::path& path);

/// Readings of ffmpeg's ebur128 filter.
struct Reading {
    double integrated_lufs = 0.0;
    double true_peak_dbtp = 0.0;
};
Reading ffmpeg_reading(const std::filesystem::path& path, bool dual_mono);
/// Decoded by ffmpeg: 32-bit float samples as they come.
std::vector<float> ffmpeg_samples(const std::filesystem::path& path);
/// ffprobe's value of one entry of the audio stream or the format: "stream=codec_name".
std::string ffprobe(const std::filesystem::path& path, const std::string& entry);

bool have_mutagen();
/// The tags that mutagen reads: one "KEY = value" a line.
std::string mutagen(const std::filesystem::path& path);
/// How many bytes mutagen could add to the tags before it had to move the audio.
std::int64_t mutagen_padding(const std::filesystem::path& path);
/// Lets mutagen leave so many.
void set_mutagen_padding(const std::filesystem::path& path, std::int64_t bytes);

/// The most memory that a process has while it does that, in KiB.
long peak_kib(const std::function<void()>& work);

core::FileDescriptor open_to_write(const std::filesystem::path& path);

}  // namespace sound
