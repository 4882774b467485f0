#pragma once

#include "app/context.h"
#include "app/run/look.h"
#include "catalog/work.h"
#include "core/source.h"

namespace app {

/// What the catalog is told of an article that was read: its identity, its time, its recording and whether it is one
/// for listeners. `source` is the configured one; none where it was taken out. Throws Error(media) where several
/// recordings are as likely, or there is a recording and no title.
catalog::Reading reading_of(const RunContext& run, const core::Source* source, const catalog::ReadWork& work,
                            Look look);

}  // namespace app
