#pragma once

#include "app/report.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "fetch/http.h"

namespace app {

/// Notes that the show's WebSub hubs and its Podping service are to be told of a feed that has changed.
void owe_pings(const config::Config& config, catalog::Catalog& catalog);

/// Tells those that have not been told yet (WebSub section 7, hub.mode=publish; Podping's HTTP service, reason=update)
/// and checks their answers; one that does not take it is told again by the next run. Returns how many did not, each
/// reported in a line.
std::size_t send_pings(const config::Config& config, catalog::Catalog& catalog, fetch::Http& http, Report& report);

}  // namespace app
