#pragma once

#include "app/context.h"
#include "catalog/work.h"

#include <functional>
#include <optional>
#include <string>

namespace app {

/// Fetches an article's recording, or looks whether it has changed, and judges whether it takes the place of the one
/// that is there. One in parts is fetched part by part and joined. Nothing where all stays as it is. `tell` is given
/// what is to be told of it in a line. Throws as fetch::download and Workers::join do, with the part's number.
std::optional<catalog::Original> fetch_recording(RunContext& run, const catalog::DownloadWork& work, bool obey_robots,
                                                 const std::function<void(const std::string&)>& tell);

}  // namespace app
