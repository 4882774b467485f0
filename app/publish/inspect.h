#pragma once

#include "app/context.h"
#include "app/publish/pictures.h"

namespace app {

/// What may be put in the place of a feed that stands: only one that loses nothing, or, for once, any.
enum class Replacement { guarded, any };

/// Cleans up after a publication that was cut off, and notes which recordings and pictures no longer stand as they were
/// published: they are to be made again. Says whether a picture of the show itself is at hand. Throws Error(storage)
/// where most recordings are gone at once, as when a disk is not mounted: `guarded` makes no show anew by mistake.
AtHand inspect(RunContext& run, Replacement replacement);

}  // namespace app
