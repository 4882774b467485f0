#pragma once

#include "core/error.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

namespace app {

/// The result in what a worker said when it had said its last. A worker, which a hostile file may have taken over, is
/// not believed: throws Error(media) for its failure and for what makes no sense, Error(config) where the recipe cannot
/// serve, Error(network) where it died, and Error(storage) only where it says so and this process cannot write to
/// `output` either.
nlohmann::json result_of(const nlohmann::json& answer, int output);

/// The failure of a worker whose answer is none.
core::Error nonsense();

/// The size of what was written; 0 where nothing was to be (-1).
std::uint64_t size_of(int output);

}  // namespace app
