#include "app/commands/withdraw.h"

#include "app/commands/load_show.h"
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

}  // namespace app
