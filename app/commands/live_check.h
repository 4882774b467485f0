#pragma once

#include "catalog/catalog.h"
#include "config/config.h"

#include <string>
#include <vector>

namespace app {

/// Looks at the public host as a podcast app does: the feed served is the feed written, over TLS, with the right types,
/// HEAD and byte ranges for media, and transcripts that a page of another host may read. Adds a line for each
/// finding. The first entry stands for all of them.
void check_live(const config::Config& show, const std::vector<catalog::Entry>& entries,
                std::vector<std::string>& findings);

}  // namespace app
