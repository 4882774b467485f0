#include "app/commands/withdraw.h"

#include "app/commands/load_show.h"
#include "app/run/upkeep.h"

namespace app {

ExitCode withdraw(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    Workers workers;
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const Process process{workers, report, interrupt, core::now()};
    if (withdraw(show, process, options.episode, options.reason) == Published::refused) return ExitCode::some_failed;
    report.tell({.text = "withdrawn; newscast restore brings it back"});
    return ExitCode::done;
}

ExitCode restore(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    restore(show, options.episode);
    Report(Report::Detail::problems).tell({.text = "restored; the next run publishes it again"});
    return ExitCode::done;
}

}  // namespace app
