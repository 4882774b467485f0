#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

enum class Lane {
    automatic,  ///< the first of the three that serves
    keep,       ///< packets copied, tags written
    gain,       ///< lossless: the stream's own gain fields are moved
    encode,     ///< decoded, levelled, limited, encoded, verified
};
enum class Format { mp3, m4a, opus };
enum class Channels { mono, stereo, source };

/// How a recording is to sound and be packed: the operator's [audio] section. What it says is part of a file's key, so
/// a change makes anew exactly the files it concerns.
struct Recipe {
    double target_lufs = -16.0;     ///< as heard: see dual_mono
    double true_peak_dbtp = -1.0;   ///< ceiling
    double tolerance_lu = 0.75;     ///< lanes keep and gain serve within this distance of the target
    double max_limiting_db = 12.0;  ///< the limiter takes no more than this off the peaks
    bool dual_mono = true;          ///< one-channel audio reads 3 LU louder, as it is heard from two speakers
    Format format = Format::mp3;
    int bitrate_kbps = 96;
    int sample_rate_hz = 44100;
    Channels channels = Channels::mono;
    Lane lane = Lane::automatic;
    int encoder_quality = 5;    ///< LAME's scale: 0 best and slowest, 9 worst
    std::string filters;        ///< a libavfilter chain before measuring; empty: none
    bool trim_silence = false;  ///< leading and trailing silence

    bool operator==(const Recipe&) const = default;
};

std::string_view name(Lane lane);          ///< "auto", "keep", "gain", "encode"
std::string_view name(Format format);      ///< "mp3", "m4a", "opus": also the file's extension
std::string_view name(Channels channels);  ///< "mono", "stereo", "source"
std::optional<Lane> parse_lane(std::string_view text);
std::optional<Format> parse_format(std::string_view text);
std::optional<Channels> parse_channels(std::string_view text);
/// As an enclosure's type says it: audio/mpeg, audio/x-m4a, audio/ogg.
std::string_view media_type(Format format);

}  // namespace core
