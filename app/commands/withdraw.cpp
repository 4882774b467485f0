#include "app/commands/withdraw.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/run/upkeep.h"
#include "core/columns.h"

#include <fmt/core.h>

namespace app {

namespace {

/// Which episode it was: a name may mean another one than was thought, and this can be taken back.
void tell(const char* done, const EpisodeTaken& episode, const char* next) {
    print(fmt::format("{} '{}'\n  GUID {}\n{}{}\n", done, core::one_line(episode.title), episode.guid,
                      episode.url.empty() ? "" : "  URL  " + episode.url + "\n", next));
}

}  // namespace

ExitCode withdraw(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    Workers workers;
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const Process process{workers, report, interrupt, core::now()};
    const Withdrawn withdrawn = withdraw(show, process, options.episode, options.reason);
    tell("withdrawn:", withdrawn.episode, "newscast restore brings it back");
    return withdrawn.published == Published::refused ? ExitCode::some_failed : ExitCode::done;
}

ExitCode restore(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    tell("restored:", restore(show, options.episode), "the next run publishes it again");
    return ExitCode::done;
}

void add_withdraw(CLI::App& program, Chosen& chosen) {
    constexpr const char* episode = "its GUID, its article's or recording's URL, or its title";
    auto options = std::make_shared<WithdrawOptions>();
    options->config = "newscast.toml";
    auto* sub = program.add_subcommand("withdraw", "take an episode out of feed, site and media, for good");
    sub->add_option("EPISODE", options->episode, episode)->required();
    sub->add_option("--reason", options->reason, "why; kept in the catalog")->required()->type_name("WHY");
    sub->add_option("--config", options->config, "the show's file")->type_name("CONFIG")->capture_default_str();
    sub->callback([&chosen, options] { chosen = [options] { return withdraw(*options); }; });
    sub = program.add_subcommand("restore", "bring a withdrawn episode back with the next run");
    sub->add_option("EPISODE", options->episode, episode)->required();
    sub->add_option("--config", options->config, "the show's file")->type_name("CONFIG")->capture_default_str();
    sub->callback([&chosen, options] { chosen = [options] { return restore(*options); }; });
}

}  // namespace app
