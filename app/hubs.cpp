#include "app/hubs.h"

#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>

namespace app {

namespace {

std::string owed_key(const std::string& hub) {
    return "ping_owed " + hub;
}

}  // namespace

void owe_pings(const config::Config& config, catalog::Catalog& catalog) {
    for (const std::string& hub : config.show.hubs) catalog.set_fact(owed_key(hub), "1");
}

std::size_t send_pings(const config::Config& config, catalog::Catalog& catalog, fetch::Http& http, Report& report) {
    std::size_t failed = 0;
    for (const std::string& hub : config.show.hubs) {
        if (catalog.fact(owed_key(hub)) != "1") continue;
        fetch::Request request;
        request.url = hub;
        request.method = fetch::Method::post;
        request.form = "hub.mode=publish&hub.url=" + core::percent_encode(config.show.feed_url());
        try {
            http.get(request);
            catalog.set_fact(owed_key(hub), "");
            report.step(fmt::format("hub {}: told", hub));
        } catch (const core::Error& error) {
            ++failed;
            report.problem(fmt::format("hub {}: {}; told again by the next run", hub, error.what()));
        }
    }
    return failed;
}

}  // namespace app
