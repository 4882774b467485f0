#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "core/tags.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace core {

/// A finished file: how it was made of its recording, and what it measures. What makes it, what remembers it and what
/// shows it speak of it by this one value.
struct Made {
    Lane lane = Lane::encode;
    std::string explanation;    ///< why this lane: "encode: 3.9 LU below the target; gain: source is not MP3"
    Loudness before;            ///< of the source, after `filters`
    Loudness after;             ///< of the finished file
    bool predicted = false;     ///< `after` was computed, not measured (lane gain)
    double gain_db = 0.0;       ///< the linear gain that was applied
    double limited_db = 0.0;    ///< the most that the limiter took off
    double shortfall_lu = 0.0;  ///< how far below the target the result stays because of max_limiting_db
    int encodes = 0;            ///< how often the encoder ran
    std::chrono::milliseconds duration{};  ///< decoded, of the finished file
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string source_format;          ///< "mp3, 64 kbit/s, 44100 Hz, mono"
    std::vector<std::string> findings;  ///< what the owner of the recording should hear of its sound, in words
    std::chrono::milliseconds cut{};    ///< how much of the recording's beginning was left out
    std::vector<Chapter> chapters;      ///< that the file has, without their pictures
};

/// One of the files of an episode, as listeners get it.
struct Rendition {
    std::string id;    ///< which of the show's renditions it is; the first one's is "enclosure"
    std::string path;  ///< below the show's folder, ASCII: "media/2024-07-08-name.mp3"
    std::string type;  ///< MIME
    Made made;
};

/// The id of the rendition that a feed's enclosure names.
inline constexpr const char* enclosure_id = "enclosure";

}  // namespace core
