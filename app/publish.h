#pragma once

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

/// Writes pages, then feed.xml, then what waits in the outbox; removes what nothing refers to any more. Files whose
/// bytes stay the same are not touched. Returns true when feed.xml was replaced.
bool publish(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_path, core::Instant now);

}  // namespace app
