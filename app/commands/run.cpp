#include "app/commands/run.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/publish/publish.h"
#include "app/run/run.h"
#include "app/run/upkeep.h"
#include "config/checks.h"
#include "core/columns.h"
#include "core/error.h"

#include <fmt/core.h>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace app {

namespace {

namespace filesystem = std::filesystem;

/// Two shows of one command that would undo each other are refused before either is begun.
void refuse_clashes(const std::vector<config::Config>& shows, const std::vector<filesystem::path>& files) {
    std::map<filesystem::path, std::size_t> folders;
    std::map<std::string, std::size_t> addresses;
    for (std::size_t index = 0; index < shows.size(); ++index) {
        const config::Config& show = shows[index];
        for (const filesystem::path& folder : {show.show_folder(), show.state_folder()})
            if (const auto [other, is_new] = folders.emplace(config::resolved(folder), index); !is_new)
                throw core::Error(core::ErrorKind::config,
                                  fmt::format("{}: its show uses '{}', as that of {} does; give it an id of its own",
                                              files[index].string(), folder.string(), files[other->second].string()));
        if (const auto [other, is_new] = addresses.emplace(address_of(show.show.base_url), index); !is_new)
            throw core::Error(
                core::ErrorKind::config,
                fmt::format("{}: its show is served at '{}', as that of {} is; give it a base_url of its own",
                            files[index].string(), show.show.base_url, files[other->second].string()));
    }
}

}  // namespace

ExitCode run(const RunOptions& options) {
    // Every file is valid before anything is done.
    std::vector<config::Config> shows;
    std::string mistakes;
    for (const filesystem::path& file : options.configs) {
        try {
            shows.push_back(load_show(file));
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::config) throw;
            mistakes += std::string(error.what()) + '\n';
        }
    }
    if (!mistakes.empty()) throw core::Error(core::ErrorKind::config, mistakes);
    refuse_clashes(shows, options.configs);
    Workers workers;
    Interrupt interrupt;
    Report report(options.verbose ? Report::Detail::steps : Report::Detail::problems);
    const Process process{workers, report, interrupt, core::now()};
    const RunRules rules{options.accept_worse_feed ? Replacement::any : Replacement::guarded,
                         options.remake ? Remake::yes : Remake::no,
                         {.adopt = options.adopt, .moved = options.moved}};
    ExitCode result = ExitCode::done;
    std::set<filesystem::path> published;
    for (const config::Config& show : shows) {
        if (const std::string exposed = exposed_key(show); !exposed.empty())
            report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = exposed});
        if (interrupt.requested()) return worse(result, ExitCode::some_failed);
        std::vector<std::string> preview;
        // One show's trouble is its own: the others are still to be published.
        try {
            if (options.dry_run) {
                preview = preview_show(show, process, rules.consent);
            } else {
                result = worse(result, run_show(show, process, rules));
                published.insert(show.out_directory);
            }
        } catch (...) {
            const core::Error error = core::current_error();
            if (interrupt.requested()) return worse(result, ExitCode::some_failed);
            report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = told(show, error)});
            result = worse(result, error.kind() == core::ErrorKind::config ? ExitCode::wrong_use : ExitCode::machine);
        }
        // That nobody takes it is not the show's trouble.
        for (const std::string& line : preview) print(fmt::format("{}: {}\n", show.show.id, core::one_line(line)));
    }
    for (const filesystem::path& folder : published) offer_together(folder, report);
    report.check();
    return result;
}

void add_run(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("run", "fetch, level and publish the shows of these configurations, once");
    auto options = std::make_shared<RunOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("-v,--verbose", options->verbose, "tell every step, also when not on a terminal");
    sub->add_flag("--accept-worse-feed", options->accept_worse_feed, "publish a feed once that lost items");
    sub->add_flag("--adopt", options->adopt, "take over a folder that was published from another state, which is gone");
    sub->add_flag("--moved", options->moved,
                  "base_url has changed on purpose: publish there, and lead listeners to it");
    sub->add_flag("--remake", options->remake, "make every file anew, with what this version makes of it");
    sub->add_flag("--dry-run", options->dry_run, "say what publishing would do, and change nothing");
    sub->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace app
