#pragma once

#include "app/pictures.h"
#include "app/report.h"
#include "catalog/catalog.h"
#include "config/config.h"

#include <string>

namespace app {

/// Takes the show's folder for newscast: it must be new, empty or already newscast's. Throws Error(config) for a folder
/// that holds something else, so that nothing of the operator's is ever overwritten.
void claim_folder(const config::Config& config);

/// Has the catalog forget published files that were deleted or altered since, so that they are made again.
void inspect_media(const config::Config& config, catalog::Catalog& catalog, Report& report);

/// Withdraws the episodes that [feed] keep_days, keep_episodes or keep_mb no longer hold, oldest first; says how many.
std::size_t retire(const config::Config& config, catalog::Catalog& catalog, core::Instant now);

enum class Published { unchanged, replaced, refused };
/// What may be put in the place of a feed that stands: only one that loses nothing, or, for once, any.
enum class Replacement { guarded, any };

/// Writes the pages that have changed, then feed.xml, then what waits in the outbox; removes what nothing refers to any
/// more. Files whose bytes stay the same are not touched. A feed that would be worse than the one that stands (an item
/// lost that was not withdrawn, an item without an enclosure) is refused with one line.
Published publish(const config::Config& config, catalog::Catalog& catalog, const Picture& cover, core::Instant now,
                  Replacement replacement, Report& report);

}  // namespace app
