#pragma once

#include "app/process.h"
#include "app/publish/publish.h"
#include "config/config.h"

#include <string>
#include <vector>

namespace app {

/// Makes again what no longer stands as it was published, as far as that needs nobody else: from kept sources, from the
/// catalog. The caller holds the show's lock.
void repair_show(const config::Config& config, const Process& process);

/// What publishing would do now with what has been made, and what work waits, a line each. Nothing is asked, made or
/// written. Throws Error(storage) where there is no catalog yet, Error(config) where a run would be refused.
std::vector<std::string> preview_show(const config::Config& config, const Process& process,
                                      const Consent& consent = {});

/// Takes an episode out of feed, site and media, or brings it back with the next run. `name` is its GUID or its
/// article's URL. Throws Error(config) where the show has no such episode, Error(network) while another run is at work.
/// The withdrawal is kept also where the guard refuses to publish it; then the next run tries again.
Published withdraw(const config::Config& config, const Process& process, const std::string& name,
                   const std::string& reason);
void restore(const config::Config& config, const std::string& name);

}  // namespace app
