#pragma once

#include "core/recipe.h"
#include "tests/transcode/sound.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sweep {

/// One synthesized recording and what is to become of it.
struct Case {
    std::string name;
    std::string voice;   ///< espeak-ng's; empty: music-like noise
    std::string effect;  ///< plain, late, clicks, pauses, hiss, dead-left
    double level_lufs = -20.0;
    int sample_rate = 44100;
    int channels = 1;
    std::string packed;  ///< how the source is coded: wav, mp3, m4a, opus
    core::Recipe recipe;
};

/// So many cases that every voice, effect, level, rate, coding and output occurs often and with changing company.
std::vector<Case> cases(std::size_t count);

/// Makes a case's recording; what the speech synthesizer gives is kept in the folder for the next case.
std::filesystem::path synthesize(const Case& wanted, const std::filesystem::path& folder);

}  // namespace sweep
