#pragma once

#include "app/process.h"
#include "app/publish/publish.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "core/time.h"

#include <optional>
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

/// What episodes lack of the show's renditions for good, a line each.
std::vector<std::string> shortages_of(const config::Config& config, catalog::Catalog& catalog);

/// An episode as a person knows it again.
struct EpisodeTaken {
    std::string title;
    std::string guid;
    std::string url;  ///< its article's, else its recording's; empty for a local text that names neither
};

/// An episode that was taken out, and what became of the publication without it.
struct Withdrawn {
    EpisodeTaken episode;
    Published published = Published::unchanged;
};

/// Takes an episode out of feed, site and media, or brings it back with the next run, and says which one it was. `name`
/// is one of its names (app/run/episode_named.h). Throws Error(config) where no episode has it, or several have,
/// Error(network) while another run is at work. The withdrawal is kept also where the guard refuses to publish it; then
/// the next run tries again.
Withdrawn withdraw(const config::Config& config, const Process& process, const std::string& name,
                   const std::string& reason);
EpisodeTaken restore(const config::Config& config, const std::string& name);

/// What fails of the show, each with what failed of it; the newest articles first. What was withdrawn is not among it.
std::vector<catalog::Standing> failing(const config::Config& config);

/// Makes what failed of one article or edition due now, or, without a name, everything that did: the next run takes it
/// up. Gives what has become due, each with its failures, none where nothing of it fails. Throws as withdraw() does.
std::vector<catalog::Standing> retry(const config::Config& config, const std::optional<std::string>& name,
                                     core::Instant now);

}  // namespace app
