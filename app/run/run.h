#pragma once

#include "app/process.h"
#include "app/publish/publish.h"
#include "app/record/run_record.h"
#include "app/run/keys.h"
#include "app/run/only.h"
#include "config/config.h"

namespace app {

/// What one run goes by, beside the configuration.
struct RunRules {
    Replacement replacement = Replacement::guarded;
    Remake remake = Remake::no;
    Consent consent = {};
    Only* only = nullptr;  ///< the only work that is to be done; null: all of it
};

/// One run of one show, from its sources to its feed; what it did. Never throws for what an article, a source or a
/// server does; throws Error(config) for what the operator must change and Error(storage) when the machine fails.
RunRecord run_show(const config::Config& config, const Process& process, const RunRules& rules = {});

}  // namespace app
