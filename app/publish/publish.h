#pragma once

#include "app/context.h"
#include "app/publish/claim.h"
#include "app/publish/cover_letters.h"
#include "app/publish/feeds.h"
#include "app/publish/finished_file.h"
#include "app/publish/hubs.h"
#include "app/publish/inspect.h"
#include "app/publish/offer.h"
#include "app/publish/picture_sizes.h"
#include "app/publish/pictures.h"
#include "app/publish/plan.h"
#include "app/publish/retention.h"

#include <set>
#include <string>

namespace app {

enum class Published { unchanged, replaced, refused };

/// Brings what stands to what should: plans, has the guard look at the whole plan, notes the intention, carries it out
/// and notes that it has been done. A plan with objections is not begun; one line says so.
Published publish(RunContext& run, const Artwork& cover, Replacement replacement);

/// What publish() would do now, without these renditions, and has changed nothing.
Plan preview(RunContext& run, const Artwork& cover, const std::set<std::string>& dropped);

}  // namespace app
