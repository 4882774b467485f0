#pragma once

#include "core/loudness.h"
#include "core/recipe.h"
#include "transcode/decode.h"
#include "transcode/level_trace.h"
#include "transcode/profile.h"
#include "transcode/progress.h"
#include "transcode/recording.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace transcode {

/// How a recording was recorded, as far as its samples tell.
struct Condition {
    std::uint64_t packets = 0;
    std::uint64_t lost_packets = 0;   ///< of these, what could not be decoded
    double full_scale_share = 0.0;    ///< of the samples
    std::optional<int> dead_channel;  ///< of two: 0 the left one, 1 the right one
    Stretch silence;                  ///< the longest one inside, by how the episode plays it
    double passages_lu = 0.0;         ///< see Meter
};

/// What is known of a recording once it was played through.
struct Survey {
    RecordingFacts facts;
    Playing playing;        ///< how the episode plays it: filtered, trimmed
    Shape shape;            ///< as played
    Shape wanted;           ///< of what is encoded
    core::Loudness source;  ///< as played, with what is off centre
    core::Loudness shaped;  ///< in the wanted shape
    Condition condition;
    std::uint64_t frames = 0;         ///< as played
    std::uint64_t untrimmed = 0;      ///< the same with the silence around it
    std::string complaint;            ///< libav's first, of what it passed over; empty: of nothing
    std::optional<LevelTrace> trace;  ///< in the wanted shape; of recordings of more than half an hour none is kept
    std::vector<float> hops;          ///< of all of it, in the wanted shape: see Meter::hops()
};

/// Which recordings will do, and what of their silence.
struct Bounds {
    std::chrono::milliseconds least{1000};  ///< what is shorter is refused
    Margins margins;                        ///< where the recipe trims silence
};

/// Plays the recording through and measures it; the recipe's filters are a chain, not a preset's name. One that is too
/// short for BS.1770-4 (400 ms) is measured as if it was played over and over. Throws Error(media) for one that is
/// silent or shorter than it may be.
Survey survey(int input, const core::Recipe& recipe, const Progress& progress, const Bounds& bounds = {});

/// Hands the recording's samples on in the wanted shape.
void play(int input, const Survey& survey, const std::function<void(std::span<const float>)>& take,
          const Progress& progress);

/// Hands the recording's trace on; plays it again where none was kept.
void recall(int input, const core::Recipe& recipe, const Survey& survey,
            const std::function<void(const LevelTrace&)>& take, const Progress& progress);

std::chrono::milliseconds duration_of(std::uint64_t frames, int sample_rate);

}  // namespace transcode
