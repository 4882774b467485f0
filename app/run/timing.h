#pragma once

#include "app/context.h"
#include "catalog/work.h"
#include "core/read_along.h"

#include <optional>

namespace app {

/// Tells the catalog which synthesizer there is, and of languages for which it lacked a voice and has one now: its data
/// may come without another program. Throws Error(storage).
void note_voices(const RunContext& run);

/// Looks for an episode's text in its finished sound. Empty where that file is gone or altered: the catalog has been
/// told, and it is made again. Throws as read_along() does, and Error(network) once the run is to end.
std::optional<core::ReadAlong> time_text(const RunContext& run, const catalog::AlignWork& work,
                                         const transcode::Progress& progress);

}  // namespace app
