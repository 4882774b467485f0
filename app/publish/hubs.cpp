#include "app/publish/hubs.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/percent.h"
#include "core/text.h"

#include <fmt/core.h>

#include <filesystem>
#include <utility>
#include <vector>

namespace app {

namespace {

/// Somebody to be told of a change.
struct Listener {
    std::string name;
    fetch::Request request;
    std::filesystem::path key = {};  ///< a file with what it wants to be shown; may be empty
};

std::vector<Listener> listeners(const core::Show& show) {
    std::vector<Listener> all;
    const std::string feed = core::percent_encode(show.feed_url());
    for (const std::string& hub : show.hubs) {
        Listener listener{"hub " + hub, {}, {}};
        listener.request.url = hub;
        listener.request.method = fetch::Method::post;
        listener.request.form = "hub.mode=publish&hub.url=" + feed;
        all.push_back(std::move(listener));
    }
    if (!show.podping.empty()) {
        Listener listener{"podping " + show.podping, {}, show.podping_key};
        listener.request.url = fmt::format("{}{}url={}&reason=update&medium=podcast", show.podping,
                                           show.podping.find('?') == std::string::npos ? '?' : '&', feed);
        all.push_back(std::move(listener));
    }
    return all;
}

std::string read_key(const std::filesystem::path& file) {
    constexpr std::size_t longest = 4096;
    return core::collapse_space(core::read_file(file, longest));
}

std::string owed_key(const Listener& listener) {
    return "ping_owed " + listener.name;
}

}  // namespace

std::vector<std::string> pings_owed(const core::Show& show) {
    std::vector<std::string> facts;
    for (const Listener& listener : listeners(show)) facts.push_back(owed_key(listener));
    return facts;
}

std::size_t send_pings(const RunContext& run) {
    std::size_t failed = 0;
    for (Listener& listener : listeners(run.config.show)) {
        if (run.catalog.fact(owed_key(listener)) != "1") continue;
        try {
            if (!listener.key.empty()) listener.request.authorization = read_key(listener.key);
            run.http.get(listener.request);
            run.catalog.set_fact(owed_key(listener), "");
            run.report.tell({.step = Event::Step::ping, .text = listener.name + ": told"});
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
