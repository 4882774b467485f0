#pragma once

#include "app/context.h"
#include "app/publish/hubs.h"
#include "app/publish/inspect.h"
#include "app/publish/offer.h"
#include "app/publish/pictures.h"
#include "app/publish/plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

enum class Published { unchanged, replaced, refused };

/// Takes the show's folder for newscast: it must be new, empty, already newscast's, or hold what the manifest names.
/// Throws Error(config) for a folder that holds something else, so that nothing of the operator's is ever overwritten.
/// Says whether it was newscast's before.
bool claim_folder(const std::filesystem::path& folder, const std::string& show_id,
                  const std::vector<core::PublishedFile>& manifest);

/// Brings what stands to what should: plans, has the guard look at the whole plan, notes the intention, carries it out
/// and notes that it has been done. A plan with objections is not begun; one line says so.
Published publish(RunContext& run, const Artwork& cover, Replacement replacement);

/// What publish() would do now, and has changed nothing.
Plan preview(RunContext& run, const Artwork& cover);

}  // namespace app
