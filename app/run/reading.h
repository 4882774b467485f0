#pragma once

#include "app/context.h"
#include "catalog/work.h"
#include "core/article.h"
#include "core/source.h"
#include "core/validators.h"

namespace app {

/// What the catalog is told of an article that was read: its identity, its time, its recording and whether it is one
/// for listeners. `source` is the configured one; none where it was taken out. `page` are the page's validators. Throws
/// Error(media) where several recordings are as likely, or there is a recording and no title.
catalog::Reading reading_of(const RunContext& run, const core::Source* source, const catalog::ReadWork& work,
                            core::Article article, const core::Validators& page);

}  // namespace app
