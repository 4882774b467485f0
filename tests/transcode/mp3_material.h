#pragma once

#include "tests/support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace support {

/// One way of packing the test speech as MP3.
struct Mp3Recipe {
    std::string name;      ///< letters and digits
    std::string command;   ///< with {in} and {out}
    bool has_info = true;  ///< false where the encoder writes no info frame
};

void PrintTo(const Mp3Recipe& recipe, std::ostream* out);

/// Recordings made when the test runs, by tools that are not ours.
class Mp3Material {
public:
    /// Empty when the tools are there; else which one is missing.
    static std::string missing_tools();

    /// MPEG-1, -2 and -2.5, mono, stereo and joint stereo; constant, variable and average bitrate; with and without
    /// CRC, bit reservoir and info frame.
    static const std::vector<Mp3Recipe>& recipes();

    Mp3Material();

    /// Two synthetic voices, one a channel, with pauses of digital silence; about 12 s.
    const std::filesystem::path& speech() const { return speech_; }
    std::filesystem::path make(const Mp3Recipe& recipe) const;
    std::filesystem::path path(const std::string& name) const { return folder_ / name; }

private:
    TemporaryFolder folder_;
    std::filesystem::path speech_;
};

/// Runs a command of the shell; false when it fails.
bool run(const std::string& command);
bool has_tool(const std::string& name);

std::vector<std::uint8_t> read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes);

/// A file of raw 32-bit floats; it is removed.
std::vector<float> read_samples(const std::filesystem::path& raw);

/// Decoded by libavcodec, which also checks frame CRCs, and by mpg123: samples in full precision, channels side by
/// side.
std::vector<float> decode_with_ffmpeg(const std::filesystem::path& path);
std::vector<float> decode_with_mpg123(const std::filesystem::path& path);

/// Energy of `signal` over that of its distance from `other`, in dB; +inf where they are the same, -inf where their
/// lengths differ.
double signal_to_noise_db(const std::vector<float>& signal, const std::vector<float>& other);

}  // namespace support
