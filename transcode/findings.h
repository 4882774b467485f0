#pragma once

#include "core/made.h"
#include "core/recipe.h"
#include "transcode/survey.h"

#include <string>
#include <vector>

namespace transcode {

/// What its owner should hear of a recording's sound and of what was made of it, each in some words and the gravest
/// first: the result outside the recipe's tolerance or ceiling; packets that were lost; more than 1 % of samples at
/// full scale; a channel that is dead; more than 30 dB of gain; more than 6 dB of limiting; 3 s and more of silence
/// inside; passages of 10 s that differ by more than 12 LU. Nothing where all is well.
std::vector<std::string> findings_of(const Survey& before, const core::Made& made, const core::Recipe& recipe);
/// Of these what is said of the result alone: outside of tolerance or ceiling.
std::vector<std::string> findings_of(const core::Made& made, const core::Recipe& recipe);

}  // namespace transcode
