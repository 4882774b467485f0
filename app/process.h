#pragma once

#include "app/interrupt.h"
#include "app/report.h"
#include "app/workers/workers.h"
#include "core/time.h"

namespace app {

/// What a process has once, however many shows it runs.
struct Process {
    Workers& workers;
    Report& report;
    Interrupt& interrupt;
    core::Instant now;  ///< its one moment: what is due is due by it
};

}  // namespace app
