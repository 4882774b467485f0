#include "app/commands/why.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/why_json.h"
#include "app/commands/why_text.h"
#include "app/run/known.h"
#include "app/terminal.h"
#include "core/columns.h"
#include "core/login.h"
#include "core/time.h"

#include <unistd.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace app {

ExitCode why(const WhyOptions& options) {
    nlohmann::json array = nlohmann::json::array();
    std::string reasons;
    std::size_t found = 0;
    for (const std::filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        const std::optional<Known> known = known_of(show, catalog, options.name, core::now());
        if (known) {
            ++found;
            if (options.json)
                array.push_back(json_of(show, *known));
            else
                print(text_of(show, *known, columns_on(STDOUT_FILENO)));
        } else {
            reasons += fmt::format("; show {}: {}", show.show.id, why_unknown(show, options.name));
        }
    }
    if (options.json) print(array);
    if (found > 0) return ExitCode::done;
    const std::string line = fmt::format("nothing goes by '{}'{}", options.name, reasons);
    std::fprintf(stderr, "newscast: %s\n", core::without_logins(core::one_line(line)).c_str());
    return ExitCode::some_failed;
}

void add_why(CLI::App& program, Chosen& chosen) {
    auto* sub =
        program.add_subcommand("why", "all that is known of one article, and what the next runs will do with it");
    auto options = std::make_shared<WhyOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("ARTICLE", options->name, "its or its recording's URL, its episode's GUID, or its title")
        ->required();
    sub->add_option("--config", options->configs, "the show's file; once for each show")
        ->type_name("CONFIG")
        ->capture_default_str();
    sub->add_flag("--json", options->json, "print JSON (docs/list-json.md)");
    sub->callback([&chosen, options] { chosen = [options] { return why(*options); }; });
}

}  // namespace app
