#pragma once

#include "app/interrupt.h"
#include "app/report.h"
#include "app/workers.h"
#include "config/config.h"

namespace app {

/// The program's exit codes.
enum class ExitCode {
    done = 0,  ///< also: nothing new, or another run holds the show's lock
    some_failed = 1,
    wrong_use = 2,
    machine = 3,
};

/// One run of one show, from its sources to its feed. Never throws for what an article, a source or a server does;
/// throws Error(config) for what the operator must change and Error(storage) when the machine fails. `now` is the run's
/// one moment: what is due is due by it.
ExitCode run_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                  core::Instant now);

}  // namespace app
