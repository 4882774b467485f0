#pragma once

#include "app/report.h"

#include <filesystem>

namespace app {

/// Feeds that are published side by side are offered together as OUT/shows.opml, which podcast apps import: all of the
/// shows that stand in the folder, whichever of them this run was about. A file of that name that is not newscast's is
/// left alone, with a line.
void offer_together(const std::filesystem::path& out_directory, Report& report);

}  // namespace app
