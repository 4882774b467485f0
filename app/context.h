#pragma once

#include "app/interrupt.h"
#include "app/report.h"
#include "app/workers/workers.h"
#include "app/workshop.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "core/time.h"
#include "fetch/web/http.h"

namespace app {

class Outlet;

/// What the steps of one show's run have in common.
struct RunContext {
    const config::Config& config;
    catalog::Catalog& catalog;
    fetch::Http& http;
    Outlet& outlet;
    Workshop& workshop;
    Workers& workers;
    Report& report;
    Interrupt& interrupt;
    core::Instant now;          ///< the run's one moment: what is due is due by it
    core::Instant dates = now;  ///< by which it dates what it finds and makes; another where the clock is not believed
};

/// The target of the manifest that names what stands in the show's folder.
inline constexpr const char* folder_target = "out";

}  // namespace app
