#include "app/manual/command_page.h"

#include "app/exit_code.h"
#include "app/manual/roff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

namespace {

using Explained = std::pair<std::string_view, std::string_view>;

constexpr std::array<std::string_view, 4> about{
    "`newscast` takes a newspaper's articles that come with a recording and publishes them as a podcast: every "
    "recording "
    "at the same loudness, with title, text, picture and date in the file, in a feed that any podcast app can "
    "subscribe "
    "to, with a page to listen on. It writes plain files that any web server can serve.",
    "A show is described by one file, newscast.toml(5). `newscast init` begins one, `newscast explain` tells what is "
    "read "
    "from an article, and `newscast run` does all the work: it looks for new articles, fetches and levels their "
    "recordings, publishes, and ends. It is made to be run by a timer, and may be ended and run again at any time: the "
    "next run finishes what was under way.",
    "Away from a terminal a run prints nothing but what needs attention, a line for each problem, on standard error.",
    "SIGTERM, SIGINT and SIGHUP end a run within seconds, with 1; a second SIGTERM or SIGINT ends it at once. Where "
    "another run is still at work on the show, a run ends quietly with 0, unless that has been at work for more than "
    "six "
    "hours."};

constexpr std::array<Explained, 6> files{{
    {"newscast.toml", "The configuration that is read where none is named, in the current folder."},
    {"/etc/newscast/SHOW.toml", "Where configurations of a machine's shows stand."},
    {"/var/lib/newscast/SHOW/",
     "What newscast remembers of a show whose configuration is under /etc: the catalog (catalog.db), the lock and the "
     "downloaded recordings. Back up the catalog: it holds the identities by which apps know the episodes. `[state] "
     "directory` names another folder."},
    {"state/SHOW/", "The same for a configuration elsewhere, beside it."},
    {"out/SHOW/", "The published show beside its configuration, or where `[out] directory` says."},
    {"/usr/share/doc/newscast/newscast.example.toml", "An example with every key that exists."},
}};

constexpr std::array<Explained, 5> environment{{
    {"COLUMNS", "How wide the terminal is, where it does not say so itself."},
    {"NO_COLOR", "Where it is set to anything, nothing is shown in colours."},
    {"PATH", "Where programs are looked for: espeak-ng, and what `say` of a bulletin names."},
    {"TERM", "What a run on a terminal may redraw in place; nothing where it is empty or `dumb`."},
    {"TMPDIR", "Where temporary files are made; /tmp where it is not set."},
}};

constexpr std::array<Explained, 5> examples{{
    {"Begin a configuration, and see what is read from one of the articles:",
     "newscast init https://news.example/ -o news.toml\nnewscast explain --config news.toml "
     "https://news.example/an-article"},
    {"Run the show once, telling every step, and look at what it made:",
     "newscast run -v news.toml\nnewscast status news.toml\nnewscast serve out"},
    {"Every hour, from cron(8), which mails what is printed:", "17 * * * *  newscast run /etc/newscast/news.toml"},
    {"Check what is published, and the host as podcast apps see it:", "newscast doctor --live /etc/newscast/news.toml"},
    {"Level recordings of your own:", "newscast normalize *.wav -o levelled/ --target -16"},
}};

void options(Roff& page, const std::vector<OptionDescription>& all) {
    for (const OptionDescription& option : all) {
        std::string term;
        if (option.names.empty()) term = Roff::typed(option.shown(""));
        for (const std::string& name : option.names) {
            if (!term.empty()) term += ", ";
            term += Roff::bold(name);
        }
        if (!option.names.empty() && !option.value.empty()) term += " " + Roff::typed(option.shown(""));
        page.term(term);
        page.text(option.usual.empty() ? option.text : fmt::format("{} (`{}`)", option.text, option.usual));
    }
}

/// Without those that each command has.
std::vector<OptionDescription> own_options(const CommandDescription& command, const CommandDescription& program) {
    std::vector<OptionDescription> own = command.options;
    std::erase_if(own, [&](const OptionDescription& option) {
        return std::ranges::any_of(program.options,
                                   [&](const OptionDescription& common) { return common.names == option.names; });
    });
    return own;
}

}  // namespace

std::string command_page(const ProgramDescription& described, const std::string& date) {
    const std::string& name = described.program.name;
    const auto call = [&](const CommandDescription& command) {
        return fmt::format("{} {}", Roff::bold(fmt::format("{} {}", name, command.name)), Roff::typed(command.usage()));
    };
    Roff page("NEWSCAST", 1, date, fmt::format("{} {}", name, NEWSCAST_VERSION), "User Commands");
    page.heading("NAME");
    page.text(fmt::format("{} - turn a newspaper's articles that come with a recording into a podcast", name));
    page.heading("SYNOPSIS");
    std::vector<std::string> calls;
    for (const CommandDescription& command : described.commands) calls.push_back(call(command));
    page.lines(calls);
    page.heading("DESCRIPTION");
    for (const std::string_view text : about) page.paragraph(text);
    page.heading("OPTIONS");
    options(page, described.program.options);
    page.heading("COMMANDS");
    for (const CommandDescription& command : described.commands) {
        page.subheading(call(command));
        page.text(command.text);
        options(page, command.operands);
        options(page, own_options(command, described.program));
        if (!command.more.empty()) page.paragraph(command.more);
    }
    page.heading("EXIT STATUS");
    for (const ExitMeaning& meaning : exit_meanings()) {
        page.term(Roff::bold(std::to_string(static_cast<int>(meaning.code))));
        page.text(meaning.text);
    }
    page.heading("FILES");
    for (const auto& [file, text] : files) {
        page.term(Roff::typed(file));
        page.text(text);
    }
    page.heading("ENVIRONMENT");
    for (const auto& [variable, text] : environment) {
        page.term(Roff::bold(variable));
        page.text(text);
    }
    page.heading("EXAMPLES");
    for (const auto& [text, lines] : examples) {
        page.paragraph(text);
        page.example(lines);
    }
    page.heading("SEE ALSO");
    page.lines({Roff::reference("newscast.toml", 5) + ", " + Roff::reference("crontab", 5) + ", " +
                Roff::reference("espeak-ng", 1)});
    return page.page();
}

}  // namespace app
