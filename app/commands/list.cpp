#include "app/commands/list.h"

#include "app/commands/layout.h"
#include "app/commands/list_text.h"
#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/why_json.h"
#include "app/context.h"
#include "app/terminal.h"
#include "catalog/catalog.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace app {

namespace {

using catalog::Stage;
using catalog::Standing;
using nlohmann::json;

std::string utc(core::Instant instant) {
    return core::format_iso8601(core::to_written(instant, "UTC"));
}

/// The moment from which on articles are listed. Throws Error(config) for what is neither a day nor a number of days.
core::Instant moment_of(const std::string& since, const std::string& zone) {
    if (since.ends_with('d')) {
        int days = 0;
        const char* const end = since.data() + since.size() - 1;
        const auto [stop, failed] = std::from_chars(since.data(), end, days);
        constexpr int most = 100'000;
        if (failed == std::errc() && stop == end && days >= 0 && days <= most)
            return core::now() - std::chrono::days(days);
    }
    const auto written = core::parse_iso8601(since);
    if (written && !written->has_clock) return core::to_instant(*written, zone);
    throw core::Error(
        core::ErrorKind::config,
        fmt::format("--since takes a day (2026-11-30) or a number of days (7d), not '{}'", core::one_line(since)));
}

/// What is in no feed, and nothing is wrong with it or to be done about it: it is counted, unless it is asked for.
bool is_settled(const Standing& standing) {
    switch (standing.stage) {
        case Stage::silent:
        case Stage::left_out:
        case Stage::duplicate:
        case Stage::retired:
            return true;
        default:
            return false;
    }
}

json json_of(const Standing& standing, const std::string& show) {
    json failures = json::array();
    for (const catalog::Failure& failure : standing.failures) failures.push_back(app::json_of(failure));
    return {{"show", show},
            {"guid", standing.guid},
            {"title", standing.name},
            {"url", fetch::printable(standing.url)},
            {"source", standing.source},
            {"bulletin", standing.bulletin},
            {"date", utc(standing.date)},
            {"state", catalog::name(standing.stage)},
            {"step", standing.step},
            {"file", standing.file},
            {"reason", standing.reason},
            {"page_is_now", standing.told},
            {"failures", std::move(failures)}};
}

std::string text_of(const config::Config& show, const std::vector<Standing>& listed,
                    const std::vector<Standing>& settled, const ListOptions& options) {
    const std::size_t columns = columns_on(STDOUT_FILENO);
    const std::string& zone = show.show.timezone;
    std::string text;
    if (options.configs.size() > 1)
        text += paragraph(fmt::format("{} ({})", show.show.title, show.show.id), columns, 0);
    text += list_text(listed, zone, columns, takes_colours(STDOUT_FILENO) ? Colours::yes : Colours::no);
    std::string counts = counts_of(listed);
    if (counts.empty()) counts = options.failed ? "nothing fails" : "nothing to list";
    if (!settled.empty()) counts += fmt::format("; not listed: {} (--all lists them)", counts_of(settled));
    return text + paragraph(counts, std::max(columns, least_columns), 0);
}

}  // namespace

ExitCode list(const ListOptions& options) {
    json array = json::array();
    for (const std::filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        const std::string& zone = show.show.timezone;
        const std::optional<core::Instant> since =
            options.since.empty() ? std::nullopt : std::optional(moment_of(options.since, zone));
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        std::vector<Standing> listed = catalog.standings(folder_target);
        std::erase_if(listed, [&](const Standing& standing) {
            return (since && standing.date < *since) || (options.failed && standing.failures.empty());
        });
        if (options.json) {
            for (const Standing& standing : listed) array.push_back(json_of(standing, show.show.id));
            continue;
        }
        std::vector<Standing> settled;
        if (!options.all) {
            const auto others = std::stable_partition(listed.begin(), listed.end(), std::not_fn(is_settled));
            settled.assign(std::move_iterator(others), std::move_iterator(listed.end()));
            listed.erase(others, listed.end());
        }
        print(text_of(show, listed, settled, options));
    }
    if (options.json) print(array);
    return ExitCode::done;
}

void add_list(CLI::App& program, Chosen& chosen) {
    auto* sub =
        program.add_subcommand("list", "every article, a line each: published, waiting, failing or withdrawn, and why");
    auto options = std::make_shared<ListOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_option("--since", options->since, "only those of that day (2026-11-30) or later, or of so many days (7d)")
        ->type_name("DAY");
    sub->add_flag("--failed", options->failed, "only those of which something fails");
    sub->add_flag("--all", options->all,
                  "also those without a recording, too old, the same as others, or past retention");
    sub->add_flag("--json", options->json, "print JSON, of all of them (docs/list-json.md)");
    sub->callback([&chosen, options] { chosen = [options] { return list(*options); }; });
}

}  // namespace app
