#pragma once

#include "app/interrupt.h"
#include "app/publish/publish.h"
#include "app/report.h"
#include "app/run/keys.h"
#include "app/workers/workers.h"
#include "config/config.h"

#include <string>
#include <vector>

namespace app {

/// The program's exit codes.
enum class ExitCode {
    done = 0,  ///< also: nothing new, or another run holds the show's lock
    some_failed = 1,
    wrong_use = 2,
    machine = 3,
};

/// What one run goes by, beside the configuration.
struct RunRules {
    core::Instant now{};  ///< its one moment: what is due is due by it
    Replacement replacement = Replacement::guarded;
    Remake remake = Remake::no;
};

/// One run of one show, from its sources to its feed. Never throws for what an article, a source or a server does;
/// throws Error(config) for what the operator must change and Error(storage) when the machine fails.
ExitCode run_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                  const RunRules& rules);

/// Makes again what no longer stands as it was published, as far as that needs nobody else: from kept sources, from the
/// catalog. The caller holds the show's lock.
void repair_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                 core::Instant now);

/// What publishing would do now with what has been made, and what work waits, a line each. Nothing is asked, made or
/// written. Throws Error(storage) where there is no catalog yet.
std::vector<std::string> preview_show(const config::Config& config, Workers& workers, Report& report,
                                      Interrupt& interrupt, core::Instant now);

/// Takes an episode out of feed, site and media, or brings it back with the next run. `name` is its GUID or its
/// article's URL. Throws Error(config) where the show has no such episode, Error(network) while another run is at work.
/// The withdrawal is kept also where the guard refuses to publish it; then the next run tries again.
Published withdraw(const config::Config& config, Workers& workers, Report& report, const std::string& name,
                   const std::string& reason, core::Instant now);
void restore(const config::Config& config, const std::string& name);

}  // namespace app
