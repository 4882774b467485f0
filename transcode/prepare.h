#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "core/tags.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace transcode {

/// How a finished file was made, and what it measures.
struct Prepared {
    core::Lane lane = core::Lane::encode;
    std::string explanation;    ///< why this lane: "encode: 3.9 LU below the target; gain: source is not MP3"
    core::Loudness before;      ///< of the source, after `filters`
    core::Loudness after;       ///< of the finished file
    bool predicted = false;     ///< `after` was computed, not measured (lane gain)
    double gain_db = 0.0;       ///< the linear gain that was applied
    double limited_db = 0.0;    ///< the most that the limiter took off
    double shortfall_lu = 0.0;  ///< how far below the target the result stays because of max_limiting_db
    int encodes = 0;            ///< how often the encoder ran
    std::chrono::milliseconds duration{};  ///< decoded, of the finished file
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string source_format;  ///< "mp3, 64 kbit/s, 44100 Hz, mono"
};

/// Called now and then with the share that is done, 0 to 1.
using Progress = std::function<void(double)>;

/// Makes the finished file: measure, choose a lane, process, tag, verify. Opens nothing by name: `input` is an open
/// recording (read from its start), `output` an open, empty, seekable file that is written and read back. Memory does
/// not grow with the recording's length. Throws Error(media) for what cannot become an episode: no audio stream,
/// undecodable, silent, shorter than a second, a forced lane that cannot serve; Error(storage) when writing fails.
Prepared prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                 const Progress& progress = {});

/// Copies a finished file with other tags; the audio bytes stay as they are. Throws as prepare().
struct Retagged {
    std::uint64_t bytes = 0;
    std::string sha256;
};
Retagged retag(int input, int output, core::Format format, const core::Tags& tags);

/// A reading of a recording as it is.
struct Measurement {
    core::Loudness loudness;
    std::chrono::milliseconds duration{};  ///< decoded
    std::string source_format;
};
Measurement measure(int input, bool dual_mono, const Progress& progress = {});

/// Names everything besides recipe and source that decides what prepare() writes (our own version of the processing,
/// the encoder's): part of a file's key.
std::string processing_version();

}  // namespace transcode
