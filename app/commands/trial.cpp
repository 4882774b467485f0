#include "app/commands/trial.h"

#include "app/commands/load_show.h"
#include "config/checks.h"
#include "core/error.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

/// How many characters two URLs have in common at their beginning.
std::size_t likeness(const std::string& a, const std::string& b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

Trial trial_of(const std::filesystem::path& config, const std::string& url) {
    Trial trial;
    const std::string host = fetch::host_of(url);
    if (!config.empty()) {
        const config::Config show = load_show(config);
        trial.limits = show.limits;
        trial.timezone = show.show.timezone;
        const std::string asked = fetch::printable(url);
        std::size_t best = 0;
        for (const core::Source& source : show.sources) {
            if (host.empty() || fetch::host_of(source.url) != host) continue;
            const std::size_t common = likeness(source.url, asked);
            if (trial.has_source && common <= best) continue;
            best = common;
            trial.source = source;
            trial.has_source = true;
        }
    }
    return trial;
}

core::Limits reaching(core::Limits limits, const std::string& url) {
    if (const std::string host = fetch::host_of(url); !host.empty()) limits.allow_hosts.push_back(host);
    return limits;
}

void require_web_address(const std::string& text) {
    if (config::source_url(text).empty()) return;
    const std::string bare = fetch::printable(text);
    const std::string right = config::source_url("https://" + text).empty()
                                  ? fmt::format("write https://{0} or http://{0}", text)
                                  : std::string("it must begin with http:// or https:// and a host");
    throw core::Error(core::ErrorKind::config, fmt::format("'{}' is no address of the web; {}", bare, right));
}

}  // namespace app
