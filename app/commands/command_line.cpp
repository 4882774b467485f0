#include "app/commands/command_line.h"

#include "app/commands/align.h"
#include "app/commands/check.h"
#include "app/commands/doctor.h"
#include "app/commands/explain.h"
#include "app/commands/history.h"
#include "app/commands/init.h"
#include "app/commands/list.h"
#include "app/commands/measure.h"
#include "app/commands/normalize.h"
#include "app/commands/report_page.h"
#include "app/commands/retry.h"
#include "app/commands/run.h"
#include "app/commands/serve.h"
#include "app/commands/status.h"
#include "app/commands/why.h"
#include "app/commands/withdraw.h"

#include <CLI/CLI.hpp>

namespace app {

void declare_commands(CLI::App& program, Chosen& chosen) {
    program.name("newscast");
    program.description("newscast turns a newspaper's articles that come with a recording into a podcast");
    program.set_version_flag("--version", NEWSCAST_VERSION);
    program.require_subcommand(1);
    add_run(program, chosen);
    add_explain(program, chosen);
    add_measure(program, chosen);
    add_normalize(program, chosen);
    add_align(program, chosen);
    add_status(program, chosen);
    add_list(program, chosen);
    add_history(program, chosen);
    add_report(program, chosen);
    add_why(program, chosen);
    add_retry(program, chosen);
    add_withdraw(program, chosen);
    add_init(program, chosen);
    add_check(program, chosen);
    add_doctor(program, chosen);
    add_serve(program, chosen);
    // For those who look for them in the list; what they ask for is understood before anything is parsed.
    program.add_subcommand("help", "what a command takes: newscast help COMMAND");
    program.add_subcommand("version", "the version of this program");
}

}  // namespace app
