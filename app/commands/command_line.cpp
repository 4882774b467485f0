#include "app/commands/command_line.h"

#include "app/commands/align.h"
#include "app/commands/check.h"
#include "app/commands/doctor.h"
#include "app/commands/explain.h"
#include "app/commands/help.h"
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
#include "app/terminal.h"

#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace app {

void declare_commands(CLI::App& program, Chosen& chosen) {
    program.name("newscast");
    program.description("newscast turns a newspaper's articles that come with a recording into a podcast");
    // Before the commands, which take it over.
    program.set_help_flag("-h,--help", "this help");
    program.formatter_fn([](const CLI::App* command, const std::string& line, CLI::AppFormatMode /*all*/) {
        return help_of(*command, line, std::clamp<std::size_t>(columns_on(STDOUT_FILENO), 40, 80));
    });
    program.set_version_flag("--version", NEWSCAST_VERSION, "the version of this program");
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
    program.add_subcommand("help", "what a command takes")
        ->add_option("COMMAND", "which one; left out: the list of them");
    program.add_subcommand("version", "the version of this program");
    // Behind the commands, which would take it over.
    program.footer(
        "newscast help COMMAND tells what a command takes; newscast(1) and newscast.toml(5) are the manual.");
}

}  // namespace app
