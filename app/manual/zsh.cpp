#include "app/manual/zsh.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

namespace app {

namespace {

/// A text within the single quotes of a word for _arguments, in which some signs have a meaning.
std::string quoted(std::string_view text) {
    std::string all;
    for (const char c : text) {
        if (c == '\'') {
            all += R"('\'')";
            continue;
        }
        if (c == '[' || c == ']' || c == ':' || c == '\\') all += '\\';
        all += c;
    }
    return all;
}

std::string action_of(const OptionDescription& option) {
    switch (option.value_names) {
        case Names::configuration:
            return "_files -g \"*.toml(-.)\"";
        case Names::file:
            return "_files";
        case Names::folder:
            return "_files -/";
        case Names::command:
            return "_newscast_commands";
        case Names::choice:
            return fmt::format("({})", fmt::join(option.choices, " "));
        case Names::other:
            break;
    }
    return " ";
}

std::string value_of(const OptionDescription& option) {
    return fmt::format(":{}:{}", quoted(option.value), action_of(option));
}

/// One word of _arguments, in which the names of one option exclude each other.
std::string word_of(const OptionDescription& option) {
    const bool takes_value = !option.value.empty();
    std::vector<std::string> forms;
    for (const std::string& name : option.names)
        forms.push_back(takes_value && name.starts_with("--") ? name + "=" : name);
    const std::string text = fmt::format("[{}]{}", quoted(option.text), takes_value ? value_of(option) : "");
    const std::string first = option.repeats ? std::string("'*'") : fmt::format("'({})'", fmt::join(option.names, " "));
    const std::string names = forms.size() == 1 ? forms.front() : fmt::format("{{{}}}", fmt::join(forms, ","));
    return fmt::format("{}{}'{}'", first, names, text);
}

std::string words_of(const CommandDescription& command, std::string_view indent) {
    std::string words;
    for (const OptionDescription& option : command.options) words += fmt::format(" \\\n{}{}", indent, word_of(option));
    for (std::size_t place = 0; place < command.operands.size(); ++place) {
        const OptionDescription& operand = command.operands[place];
        const std::string where = operand.repeats ? std::string("*") : std::to_string(place + 1);
        words += fmt::format(" \\\n{}'{}{}{}'", indent, where, operand.is_required || operand.repeats ? "" : ":",
                             value_of(operand));
    }
    return words;
}

}  // namespace

std::string zsh_completion(const ProgramDescription& described) {
    std::string text =
        "#compdef newscast\n# Completions of newscast(1) for zsh.\n\n_newscast_commands() {\n"
        "    local -a commands\n    commands=(\n";
    for (const CommandDescription& command : described.commands)
        text += fmt::format("        '{}:{}'\n", command.name, quoted(command.text));
    text +=
        "    )\n    _describe -t commands command commands\n}\n\n_newscast() {\n"
        "    local curcontext=$curcontext state line\n    typeset -A opt_args\n    _arguments -C";
    text += words_of(described.program, "        ");
    text +=
        " \\\n        '1:command:_newscast_commands' \\\n        '*::operand:->rest' && return\n"
        "    [[ $state == rest ]] || return\n    case $line[1] in\n";
    for (const CommandDescription& command : described.commands)
        text += fmt::format("        {})\n            _arguments -s{}\n            ;;\n", command.name,
                            words_of(command, "                "));
    text +=
        "    esac\n}\n\nif [[ $funcstack[1] == _newscast ]]; then\n    _newscast \"$@\"\nelse\n"
        "    compdef _newscast newscast\nfi\n";
    return text;
}

}  // namespace app
