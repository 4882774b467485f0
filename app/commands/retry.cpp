#include "app/commands/retry.h"

#include "app/commands/list_text.h"
#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/run/upkeep.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

#include <optional>
#include <vector>

namespace app {

namespace {

/// A line for each failure; what it is about may be needed as a name.
std::string lines_of(const std::vector<catalog::Standing>& standings, const char* begin, const std::string& zone) {
    std::string text;
    for (const catalog::Standing& standing : standings)
        for (const catalog::Failure& failure : standing.failures) {
            const std::string& id = standing.url.empty() ? standing.guid : standing.url;
            text += fmt::format("{} '{}'{}: {}\n", begin, core::one_line(standing.name),
                                id.empty() ? "" : fmt::format(" ({})", fetch::printable(id)),
                                core::one_line(words_of(failure, zone)));
        }
    return text;
}

}  // namespace

ExitCode retry(const RetryOptions& options) {
    const config::Config show = load_show(options.config);
    const std::string& zone = show.show.timezone;
    const bool is_named = options.all || !options.name.empty();
    const std::vector<catalog::Standing> failed =
        is_named ? retry(show, options.all ? std::nullopt : std::optional(options.name), core::now()) : failing(show);
    if (failed.empty()) {
        print(options.name.empty() ? std::string("nothing fails: there is nothing to try again\n")
                                   : fmt::format("nothing of '{}' fails: there is nothing to try again\n",
                                                 core::one_line(options.name)));
        return ExitCode::done;
    }
    print(lines_of(failed, is_named ? "due now:" : "fails:", zone));
    if (!is_named)
        throw core::Error(core::ErrorKind::config,
                          "say what is to be tried again: its URL, GUID or title, or --all for all of these");
    print("the next run takes it up\n");
    return ExitCode::done;
}

void add_retry(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("retry", "have the next run try again what failed, and now");
    auto options = std::make_shared<RetryOptions>();
    options->config = "newscast.toml";
    auto* name = sub->add_option("ARTICLE", options->name,
                                 "its or its recording's URL, its episode's GUID, or its title; none: says what fails");
    sub->add_flag("--all", options->all, "all that failed")->excludes(name);
    sub->add_option("--config", options->config, "the show's file")->type_name("CONFIG")->capture_default_str();
    sub->callback([&chosen, options] { chosen = [options] { return retry(*options); }; });
}

}  // namespace app
