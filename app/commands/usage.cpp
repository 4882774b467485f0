#include "app/commands/usage.h"

#include "config/checks.h"
#include "core/error.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

namespace app {

namespace {

bool is_option(std::string_view word) {
    return word.size() > 1 && word.front() == '-';
}

/// "; did you mean "run"?", or nothing where no known name is near.
std::string meant(std::string_view wrong, const std::vector<std::string>& known, std::string_view before = {}) {
    const std::string near = config::nearest(wrong, known);
    return near.empty() ? near : fmt::format("; did you mean \"{}{}\"?", before, near);
}

std::vector<std::string> commands_of(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back(name);
    return names;
}

/// What a command did not take, or nothing where it took everything.
std::string unknown_word(const CLI::App& command) {
    for (const std::string& word : command.remaining()) {
        if (word == "--") continue;
        if (!is_option(word)) return fmt::format("\"{}\" is one too many", word);
        const std::string option = word.substr(0, word.find('='));
        const std::string name = option.substr(option.find_first_not_of('-'));
        return fmt::format("unknown option \"{}\"{}", option, meant(name, options_of(command), "--"));
    }
    return {};
}

}  // namespace

std::vector<std::string> understood(const CLI::App& program, std::vector<std::string> words) {
    if (words.empty() || is_option(words.front())) return words;
    const bool asks_for_help = words.front() == "help" && (words.size() == 1 || !is_option(words[1]));
    if (asks_for_help) {
        words.erase(words.begin());
        words.emplace_back("--help");
    } else if (words == std::vector<std::string>{"version"}) {
        words.front() = "--version";
    }
    if (is_option(words.front())) return words;
    const std::vector<std::string> known = commands_of(program);
    if (std::ranges::find(known, words.front()) == known.end())
        throw core::Error(core::ErrorKind::config, fmt::format("unknown command \"{}\"{} (newscast help lists them)",
                                                               words.front(), meant(words.front(), known)));
    return words;
}

std::string complaint_of(const CLI::App& program, const CLI::ParseError& error) {
    std::string where = "newscast";
    std::string what = unknown_word(program);
    if (what.empty() && program.get_subcommands().empty())
        return fmt::format("say what to do: {} (newscast help tells more)", fmt::join(commands_of(program), ", "));
    for (const CLI::App* command : program.get_subcommands()) {
        where += " " + command->get_name();
        // A word that nobody knows is often the reason why another one is missing.
        if (what.empty()) what = unknown_word(*command);
    }
    return fmt::format("{} ({} --help tells more)", what.empty() ? error.what() : what, where);
}

}  // namespace app
