#include "app/commands/trial.h"

#include "app/commands/load_show.h"
#include "config/checks.h"
#include "core/ascii.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

/// How many characters two URLs have in common at their beginning.
std::size_t likeness(const std::string& a, const std::string& b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// Whether the file is that one or lies below it.
bool holds(const std::filesystem::path& path, const std::string& file) {
    return !path.empty() && !file.empty() &&
           config::is_within(std::filesystem::absolute(file).lexically_normal(), path);
}

}  // namespace

Trial trial_of(const std::filesystem::path& config, const std::string& target) {
    Trial trial;
    const std::string host = fetch::host_of(target);
    if (!config.empty()) {
        const config::Config show = load_show(config);
        trial.limits = show.limits;
        trial.timezone = show.show.timezone;
        const std::string asked = fetch::printable(target);
        std::size_t best = 0;
        for (const core::Source& source : show.sources) {
            const bool fits = host.empty() ? holds(source.path, target) : fetch::host_of(source.url) == host;
            if (!fits) continue;
            const std::size_t common = likeness(host.empty() ? source.path.string() : source.url, asked);
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
    const std::string bare = core::without_logins(core::collapse_space(core::clean_utf8(text)));
    const bool has_scheme = core::ascii_lower(text).starts_with("http");
    const std::string right = !has_scheme && config::source_url("https://" + text).empty()
                                  ? fmt::format("write https://{0} or http://{0}", text)
                                  : std::string("it must begin with http:// or https://, and a host follow");
    throw core::Error(core::ErrorKind::config, fmt::format("'{}' is no address of the web; {}", bare, right));
}

}  // namespace app
