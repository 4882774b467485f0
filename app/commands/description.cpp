#include "app/commands/description.h"

#include "app/commands/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace app {

namespace {

std::vector<std::string> parts(std::string_view text, char between) {
    std::vector<std::string> all;
    for (;;) {
        const std::size_t end = text.find(between);
        all.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return all;
        text.remove_prefix(end + 1);
    }
}

/// By the word that stands for a value; of "URL|FILE" what a shell can complete.
Names named_by(std::string_view value) {
    constexpr std::array<std::pair<std::string_view, Names>, 4> words{{{"CONFIG", Names::configuration},
                                                                       {"FILE", Names::file},
                                                                       {"FOLDER", Names::folder},
                                                                       {"COMMAND", Names::command}}};
    for (const std::string& part : parts(value, '|'))
        for (const auto& [word, names] : words)
            if (part == word) return names;
    return Names::other;
}

/// Of a parser's name of a type, "TEXT:{mp3,m4a}", the words in its braces.
std::vector<std::string> choices_in(const std::string& type) {
    const std::size_t begin = type.find('{');
    const std::size_t end = type.find('}', begin);
    if (end == std::string::npos) return {};
    return parts(std::string_view(type).substr(begin + 1, end - begin - 1), ',');
}

/// The parser shows a list in brackets.
std::string without_brackets(std::string text) {
    if (text.size() < 2 || text.front() != '[' || text.back() != ']') return text;
    return text.substr(1, text.size() - 2);
}

OptionDescription describe(const CLI::Option& option) {
    OptionDescription described;
    for (const std::string& name : option.get_snames()) described.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) described.names.push_back("--" + name);
    described.text = option.get_description();
    described.is_required = option.get_required();
    if (option.get_items_expected_max() == 0) return described;
    described.repeats = option.get_expected_max() > 1;
    const std::string type = option.get_type_name();
    std::string word = type.substr(0, type.find(':'));
    if (word.empty()) word = "VALUE";
    described.choices = choices_in(type);
    described.value = option.nonpositional() ? word : option.get_name(true);
    described.value_names = named_by(word);
    if (described.value_names == Names::other) described.value_names = named_by(described.value);
    if (!described.choices.empty()) {
        described.value_names = Names::choice;
        described.value.clear();
        for (const std::string& choice : described.choices)
            described.value += (described.value.empty() ? "" : "|") + choice;
    }
    described.usual = without_brackets(option.get_default_str());
    if (described.text.ends_with("(" + described.usual + ")")) described.usual.clear();
    return described;
}

}  // namespace

std::string OptionDescription::shown(const std::string& name) const {
    const std::string rest = repeats ? value + "..." : value;
    return name.empty() || rest.empty() ? name + rest : name + " " + rest;
}

std::string CommandDescription::usage() const {
    std::string line;
    const auto add = [&](const std::string& word) { line += (line.empty() ? "" : " ") + word; };
    for (const OptionDescription& option : options)
        if (option.is_required) add(option.shown(option.names.front()));
    if (std::ranges::any_of(options, [](const OptionDescription& option) { return !option.is_required; }))
        add("[OPTION]...");
    for (const OptionDescription& operand : operands)
        add(operand.is_required ? operand.shown("") : "[" + operand.shown("") + "]");
    return line;
}

CommandDescription describe(const CLI::App& command) {
    CommandDescription described;
    described.name = command.get_name();
    described.text = command.get_description();
    described.more = command.get_footer();
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_group().empty()) continue;  // as the parser hides one
        (option->nonpositional() ? described.options : described.operands).push_back(describe(*option));
    }
    return described;
}

ProgramDescription described_program() {
    CLI::App program;
    Chosen chosen;
    declare_commands(program, chosen);
    ProgramDescription described{describe(program), {}};
    const auto all = [](const CLI::App*) { return true; };
    for (const CLI::App* command : std::as_const(program).get_subcommands(all))
        if (!command->get_group().empty()) described.commands.push_back(describe(*command));
    return described;
}

}  // namespace app
