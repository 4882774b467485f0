#include "app/commands/run.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/publish/publish.h"
#include "app/record/run_json.h"
#include "app/run/run.h"
#include "app/run/upkeep.h"
#include "config/checks.h"
#include "core/columns.h"
#include "core/error.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace app {

namespace {

namespace filesystem = std::filesystem;

/// Two shows of one command that would undo each other are refused before either is begun.
void refuse_clashes(const std::vector<config::Config>& shows, const std::vector<filesystem::path>& files) {
    std::map<filesystem::path, std::size_t> folders;
    std::map<std::string, std::size_t> addresses;
    std::map<filesystem::path, std::size_t> metrics;
    for (std::size_t index = 0; index < shows.size(); ++index) {
        const config::Config& show = shows[index];
        for (const filesystem::path& folder : {show.show_folder(), show.state_folder()})
            if (const auto [other, is_new] = folders.emplace(config::resolved(folder), index); !is_new)
                throw core::Error(core::ErrorKind::config,
                                  fmt::format("{}: its show uses '{}', as that of {} does; give it an id of its own",
                                              files[index].string(), folder.string(), files[other->second].string()));
        const filesystem::path& figures = show.monitor.metrics_file;
        if (const auto [other, is_new] = metrics.emplace(config::resolved(figures), index); !is_new && !figures.empty())
            throw core::Error(core::ErrorKind::config,
                              fmt::format("{}: its metrics_file '{}' is that of {} too; give it one of its own",
                                          files[index].string(), figures.string(), files[other->second].string()));
        if (const auto [other, is_new] = addresses.emplace(address_of(show.show.base_url), index); !is_new)
            throw core::Error(
                core::ErrorKind::config,
                fmt::format("{}: its show is served at '{}', as that of {} is; give it a base_url of its own",
                            files[index].string(), show.show.base_url, files[other->second].string()));
    }
}

/// The run of a show that ended with an error, as far as it is known.
RunRecord failed_run(const config::Config& show, const Process& process, ExitCode code) {
    RunRecord record;
    record.show = show.show.id;
    record.began = process.now;
    record.exit_code = static_cast<int>(code);
    for (const Event& problem : process.report.take_problems())
        record.problems.push_back({problem.source, problem.article, problem.id, message_of(problem)});
    return record;
}

/// Where problems go elsewhere than to standard error as text, so does the one that ends the command.
ExitCode told_to_log(Report& report, const core::Error& error) {
    std::istringstream lines(error.what());
    for (std::string line; std::getline(lines, line);) report.tell({.kind = Event::Kind::problem, .text = line});
    return exit_code_of(error.kind());
}

/// Every file is valid before anything is done.
std::vector<config::Config> shows_of(const std::vector<filesystem::path>& files) {
    std::vector<config::Config> shows;
    std::string mistakes;
    for (const filesystem::path& file : files) {
        try {
            shows.push_back(load_show(file));
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::config) throw;
            mistakes += std::string(error.what()) + '\n';
        }
    }
    if (!mistakes.empty()) throw core::Error(core::ErrorKind::config, mistakes);
    refuse_clashes(shows, files);
    return shows;
}

/// Runs the shows in their order, and gives what each did. One show's trouble is its own: the others are still to be
/// published. A preview that nobody takes is not the show's trouble, and is thrown.
std::vector<RunRecord> run_shows(const std::vector<config::Config>& shows, const RunOptions& options,
                                 const Process& process, const RunRules& rules) {
    std::vector<RunRecord> records;
    for (const config::Config& show : shows) {
        if (const std::string exposed = exposed_key(show); !exposed.empty())
            process.report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = exposed});
        if (process.interrupt.requested()) break;
        std::vector<std::string> preview;
        try {
            if (options.dry_run)
                preview = preview_show(show, process, rules.consent);
            else
                records.push_back(run_show(show, process, rules));
        } catch (...) {
            const core::Error error = core::current_error();
            if (process.interrupt.requested()) break;
            process.report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = told(show, error)});
            const bool is_wrong_use = error.kind() == core::ErrorKind::config;
            records.push_back(failed_run(show, process, is_wrong_use ? ExitCode::wrong_use : ExitCode::machine));
        }
        for (const std::string& line : preview) print(fmt::format("{}: {}\n", show.show.id, core::one_line(line)));
    }
    return records;
}

}  // namespace

ExitCode run(const RunOptions& options) {
    const auto begun = std::chrono::steady_clock::now();
    if (options.json && options.dry_run)
        throw core::Error(core::ErrorKind::config, "--json says what a run did, and --dry-run runs nothing: give one");
    const Report::Output output = options.json ? Report::Output::reserved : Report::Output::shown;
    Report report(options.verbose ? Report::Detail::steps : Report::Detail::problems, options.log, output);
    try {
        const std::vector<config::Config> shows = shows_of(options.configs);
        Workers workers;
        Interrupt interrupt;
        const Process process{workers, report, interrupt, core::now()};
        Only only(options.only);
        const RunRules rules{options.accept_worse_feed ? Replacement::any : Replacement::guarded,
                             options.remake ? Remake::yes : Remake::no,
                             {.adopt = options.adopt, .moved = options.moved},
                             options.only.empty() ? nullptr : &only};
        const std::vector<RunRecord> records = run_shows(shows, options, process, rules);
        ExitCode result = interrupt.requested() ? ExitCode::some_failed : ExitCode::done;
        double cpu_seconds = 0.0;
        for (const RunRecord& record : records) {
            result = worse(result, static_cast<ExitCode>(record.exit_code));
            cpu_seconds += record.cpu_seconds;
        }
        for (const std::string& name : only.unknown_to(shows.size())) {
            report.tell({.kind = Event::Kind::problem,
                         .text = fmt::format("--only: nothing goes by '{}', also now that the sources were asked "
                                             "(newscast why tells more)",
                                             name)});
            result = worse(result, ExitCode::some_failed);
        }
        if (!options.dry_run && !interrupt.requested()) {
            std::set<filesystem::path> published;
            for (const config::Config& show : shows) published.insert(show.out_directory);
            for (const filesystem::path& folder : published) offer_together(folder, report);
        }
        if (options.json)
            print(json_of(records, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(),
                          cpu_seconds, static_cast<int>(result)));
        report.check();
        return result;
    } catch (const core::Error& error) {
        if (options.log == Report::Log::text) throw;
        return told_to_log(report, error);
    }
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
    sub->add_option("--only", options->only,
                    "do the work of this article only, at once: its URL, GUID or title; may be given several times")
        ->type_name("URL|GUID")
        ->allow_extra_args(false);
    sub->add_flag("--json", options->json, "print what was done as JSON (docs/run-json.md)");
    sub->add_option("--log", "text or json on standard error, or systemd's journal (text)")
        ->check(named(options->log, parse_log, "text, json, journal"));
    sub->add_flag("--dry-run", options->dry_run, "say what publishing would do, and change nothing")
        ->excludes("--only");
    sub->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace app
