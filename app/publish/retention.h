#pragma once

#include "app/context.h"
#include "app/publish/inspect.h"

#include <cstddef>

namespace app {

/// What [feed] keep_days, keep_episodes and keep_mb meant for a run.
struct Retention {
    std::size_t withdrawn = 0;
    std::size_t restored = 0;  ///< that keep_days had taken at a time which is still to come: the clock was wrong
    bool held_back = false;    ///< it would have taken too much at once, and took nothing
};

/// Withdraws the episodes that those no longer hold. More than a quarter of what is published, and more than have come
/// since retention last took its part, is a sudden drop as any other: `guarded` withdraws none and says so in a line.
Retention retire(const RunContext& run, Replacement replacement);

}  // namespace app
