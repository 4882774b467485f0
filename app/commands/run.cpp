#include "app/commands/run.h"

#include "app/commands/load_show.h"
#include "app/commands/output.h"
#include "app/publish/publish.h"
#include "app/run/run.h"
#include "app/run/upkeep.h"
#include "core/error.h"

#include <fmt/core.h>

#include <map>
#include <set>

namespace app {

namespace {

namespace filesystem = std::filesystem;

}  // namespace

ExitCode run(const RunOptions& options) {
    // Every file is valid before anything is done.
    std::vector<config::Config> shows;
    std::map<filesystem::path, filesystem::path> folders;
    std::string mistakes;
    for (const filesystem::path& file : options.configs) {
        try {
            shows.push_back(load_show(file));
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::config) throw;
            mistakes += std::string(error.what()) + '\n';
            continue;
        }
        for (const filesystem::path& folder : {shows.back().show_folder(), shows.back().state_folder()})
            if (const auto [other, is_new] = folders.emplace(folder.lexically_normal(), file); !is_new)
                throw core::Error(core::ErrorKind::config,
                                  fmt::format("{}: its show uses '{}', as that of {} does; give it an id of its own",
                                              file.string(), folder.string(), other->second.string()));
    }
    if (!mistakes.empty()) throw core::Error(core::ErrorKind::config, mistakes);
    Workers workers;
    Interrupt interrupt;
    Report report(options.verbose ? Report::Detail::steps : Report::Detail::problems);
    const Process process{workers, report, interrupt, core::now()};
    const RunRules rules{options.accept_worse_feed ? Replacement::any : Replacement::guarded,
                         options.remake ? Remake::yes : Remake::no};
    ExitCode result = ExitCode::done;
    std::set<filesystem::path> published;
    for (const config::Config& show : shows) {
        if (const std::string exposed = exposed_key(show); !exposed.empty())
            report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = exposed});
        if (interrupt.requested()) return worse(result, ExitCode::some_failed);
        // One show's trouble is its own: the others are still to be published.
        try {
            if (options.dry_run) {
                for (const std::string& line : preview_show(show, process))
                    print(fmt::format("{}: {}\n", show.show.id, line));
                continue;
            }
            result = worse(result, run_show(show, process, rules));
            published.insert(show.out_directory);
        } catch (...) {
            const core::Error error = core::current_error();
            if (interrupt.requested()) return worse(result, ExitCode::some_failed);
            report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = error.what()});
            result = worse(result, error.kind() == core::ErrorKind::config ? ExitCode::wrong_use : ExitCode::machine);
        }
    }
    for (const filesystem::path& folder : published) offer_together(folder, report);
    report.check();
    return result;
}

}  // namespace app
