#pragma once

#include "app/context.h"
#include "catalog/work.h"
#include "core/read_along.h"

#include <optional>

namespace app {

/// Looks for an episode's text in its finished sound. Empty where that file is gone or altered: the catalog has been
/// told, and it is made again. Throws as Workers do, and Error(network) once the run is to end.
std::optional<core::ReadAlong> time_text(const RunContext& run, const catalog::AlignWork& work,
                                         const transcode::Progress& progress);

}  // namespace app
