#include "app/commands/report_page.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/figures/page.h"
#include "app/publish/publish.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/login.h"
#include "core/time.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace app {

namespace {

namespace filesystem = std::filesystem;

std::vector<figures::Failing> failing_in(catalog::Catalog& catalog) {
    std::map<std::pair<std::string, std::string>, std::size_t> counts;
    for (const catalog::Failure& failure : catalog.failures())
        ++counts[{std::string(catalog::name(failure.step)), std::string(catalog::name(failure.kind))}];
    std::vector<figures::Failing> failing;
    failing.reserve(counts.size());
    for (const auto& [what, count] : counts) failing.push_back({what.first, what.second, count});
    return failing;
}

/// In the order in which kinds are published.
std::vector<figures::Standing> standing_in(catalog::Catalog& catalog) {
    std::map<core::FileKind, figures::Standing> kinds;
    for (const core::PublishedFile& file : catalog.manifest(folder_target)) {
        if (file.intended) continue;
        figures::Standing& kind = kinds[file.kind];
        kind.kind = core::name(file.kind);
        ++kind.files;
        kind.bytes += file.bytes;
    }
    std::vector<figures::Standing> standing;
    standing.reserve(kinds.size());
    for (auto& [kind, one] : kinds) standing.push_back(std::move(one));
    return standing;
}

figures::Show figures_of(const config::Config& config) {
    catalog::Catalog catalog = catalog::Catalog::open_to_read(config.state_folder() / "catalog.db");
    figures::Show show;
    show.id = config.show.id;
    show.title = config.show.title;
    show.timezone = config.show.timezone;
    show.target_lufs = config.recipe.target_lufs;
    show.tolerance_lu = config.recipe.tolerance_lu;
    show.ceiling_dbtp = config.recipe.true_peak_dbtp;
    show.done = catalog.figures();
    show.failing = failing_in(catalog);
    show.standing = standing_in(catalog);
    show.waiting = catalog.pending().size();
    show.withdrawn = catalog.withdrawn().size();
    return show;
}

/// A folder that is misspelt is not to be made.
void require_folder(const filesystem::path& output) {
    const filesystem::path folder = output.has_parent_path() ? output.parent_path() : filesystem::path(".");
    if (!filesystem::is_directory(folder))
        throw core::Error(core::ErrorKind::config, fmt::format("cannot write '{}': there is no folder '{}'; make it",
                                                               output.string(), folder.string()));
    if (filesystem::is_directory(output))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot write '{}': it is a folder; name a file with -o", output.string()));
}

}  // namespace

ExitCode report_page(const ReportOptions& options) {
    const bool is_printed = options.output == "-";
    if (!is_printed) require_folder(options.output);
    std::vector<figures::Show> shows;
    for (const filesystem::path& file : options.configs) shows.push_back(figures_of(load_show(file)));
    const std::string page = core::without_logins(figures::page(shows, core::now()));
    if (is_printed) {
        print(page);
        return ExitCode::done;
    }
    core::AtomicFile output(options.output);
    output.write(page);
    output.commit();
    return ExitCode::done;
}

void add_report(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand(
        "report", "one page with figures: loudness, lanes, lengths, delay, sources, failures, runs, size");
    auto options = std::make_shared<ReportOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_option("-o,--output", options->output,
                    "the HTML file to write, in the place of one that is there; - prints it")
        ->type_name("FILE")
        ->required();
    sub->callback([&chosen, options] { chosen = [options] { return report_page(*options); }; });
}

}  // namespace app
