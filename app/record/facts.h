#pragma once

#include "core/made.h"
#include "transcode/measure.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// What --json says of a recording: part of the program's interface, so names stay. Silence, which is -inf, is null.
nlohmann::json facts_of(const core::Loudness& loudness);
nlohmann::json facts_of(const core::Made& made);
nlohmann::json facts_of(const transcode::Measurement& measurement);

}  // namespace app
