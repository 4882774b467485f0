#pragma once

#include "app/context.h"
#include "app/publish/pictures.h"
#include "app/publish/plan.h"

#include <string>
#include <vector>

namespace app {

enum class Published { unchanged, replaced, refused };
/// What may be put in the place of a feed that stands: only one that loses nothing, or, for once, any.
enum class Replacement { guarded, any };

/// Takes the show's folder for newscast: it must be new, empty, already newscast's, or hold what the manifest names.
/// Throws Error(config) for a folder that holds something else, so that nothing of the operator's is ever overwritten.
/// Says whether it was newscast's before.
bool claim_folder(const config::Config& config, const std::vector<core::PublishedFile>& manifest);

/// Cleans up after a publication that was cut off, and notes which recordings and pictures no longer stand as they were
/// published: they are to be made again. Says whether a picture of the show itself is at hand. Throws Error(storage)
/// where most recordings are gone at once, as when a disk is not mounted: `guarded` makes no show anew by mistake.
AtHand inspect(RunContext& run, Replacement replacement);

/// Withdraws the episodes that [feed] keep_days, keep_episodes or keep_mb no longer hold, oldest first; says how many.
std::size_t retire(const RunContext& run);

/// Brings what stands to what should: plans, has the guard look at the whole plan, notes the intention, carries it out
/// and notes that it has been done. A plan with objections is not begun; one line says so.
Published publish(RunContext& run, const Artwork& cover, Replacement replacement);

/// What publish() would do now, and has changed nothing.
Plan preview(RunContext& run, const Artwork& cover);

}  // namespace app
