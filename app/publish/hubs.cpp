#include "app/publish/hubs.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/percent.h"
#include "core/text.h"
#include "feed/paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <sstream>
#include <utility>
#include <vector>

namespace app {

namespace {

/// Somebody to be told of a change.
struct Listener {
    std::string name;
    std::function<fetch::Request(const std::string& feed_url)> request;
    std::filesystem::path key = {};  ///< a file with what it wants to be shown; may be empty
};

std::vector<Listener> listeners(const core::Show& show) {
    std::vector<Listener> all;
    for (const std::string& hub : show.hubs)
        all.push_back({"hub " + hub, [hub](const std::string& feed_url) {
                           fetch::Request request;
                           request.url = hub;
                           request.method = fetch::Method::post;
                           request.form = "hub.mode=publish&hub.url=" + core::percent_encode(feed_url);
                           return request;
                       }});
    if (!show.podping.empty())
        all.push_back({"podping " + show.podping,
                       [service = show.podping](const std::string& feed_url) {
                           fetch::Request request;
                           request.url = fmt::format("{}{}url={}&reason=update&medium=podcast", service,
                                                     service.find('?') == std::string::npos ? '?' : '&',
                                                     core::percent_encode(feed_url));
                           return request;
                       },
                       show.podping_key});
    return all;
}

std::string read_key(const std::filesystem::path& file) {
    constexpr std::size_t longest = 4096;
    return core::collapse_space(core::read_file(file, longest));
}

std::string owed_key(const Listener& listener) {
    return "ping_owed " + listener.name;
}

/// The feeds of which it is still to be told: their paths, with spaces between them in the fact.
std::vector<std::string> owed_to(const Listener& listener, catalog::Catalog& catalog) {
    std::istringstream fact(catalog.fact(owed_key(listener)));
    std::vector<std::string> feeds;
    for (std::string path; fact >> path;)
        // An earlier version knew of one feed.
        feeds.push_back(path == "1" ? feed::feed_path() : path);
    return feeds;
}

std::string joined(std::span<const std::string> feeds) {
    return fmt::format("{}", fmt::join(feeds, " "));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> pings_owed(const RunContext& run, std::span<const std::string> feeds) {
    std::vector<std::pair<std::string, std::string>> facts;
    if (feeds.empty()) return facts;
    for (const Listener& listener : listeners(run.config.show)) {
        std::vector<std::string> owed = owed_to(listener, run.catalog);
        for (const std::string& path : feeds)
            if (std::ranges::find(owed, path) == owed.end()) owed.push_back(path);
        facts.emplace_back(owed_key(listener), joined(owed));
    }
    return facts;
}

std::size_t send_pings(const RunContext& run) {
    std::size_t failed = 0;
    for (const Listener& listener : listeners(run.config.show)) {
        const std::vector<std::string> owed = owed_to(listener, run.catalog);
        try {
            for (std::size_t told = 0; told < owed.size(); ++told) {
                fetch::Request request = listener.request(run.config.show.base_url + owed[told]);
                if (!listener.key.empty()) request.authorization = read_key(listener.key);
                run.http.get(request);
                run.catalog.set_fact(owed_key(listener), joined(std::span(owed).subspan(told + 1)));
                run.report.tell(
                    {.step = Event::Step::ping, .text = fmt::format("{}: told of {}", listener.name, owed[told])});
            }
        } catch (...) {
            const core::Error error = core::current_error();
            ++failed;
            run.report.tell({.kind = Event::Kind::problem,
                             .step = Event::Step::ping,
                             .text = fmt::format("{}: {}; told again by the next run", listener.name, error.what())});
        }
    }
    return failed;
}

}  // namespace app
