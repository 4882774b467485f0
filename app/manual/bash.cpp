#include "app/manual/bash.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

namespace app {

namespace {

/// What a value is, in the words of the script below.
std::string kind_of(const OptionDescription& option) {
    switch (option.value_names) {
        case Names::configuration:
            return "configuration";
        case Names::file:
            return "file";
        case Names::folder:
            return "folder";
        case Names::command:
            return "command";
        case Names::choice:
            return fmt::format("'words {}'", fmt::join(option.choices, " "));
        case Names::other:
            break;
    }
    return "other";
}

/// The cases of which each says what one option's value, or one place for an operand, is.
std::string values_of(const CommandDescription& command) {
    std::string cases;
    for (const OptionDescription& option : command.options) {
        if (option.value.empty()) continue;
        std::vector<std::string> patterns;
        for (const std::string& name : option.names) patterns.push_back(fmt::format("'{} {}'", command.name, name));
        cases += fmt::format("        {}) kind={} ;;\n", fmt::join(patterns, " | "), kind_of(option));
    }
    for (std::size_t place = 0; place < command.operands.size(); ++place) {
        const OptionDescription& operand = command.operands[place];
        const std::string where = operand.repeats ? std::string("*") : std::to_string(place);
        cases += fmt::format("        '{} operand '{}) kind={} ;;\n", command.name, where, kind_of(operand));
    }
    return cases;
}

std::string names_of(const CommandDescription& command) {
    std::vector<std::string> names;
    for (const OptionDescription& option : command.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return fmt::format("{}", fmt::join(names, " "));
}

constexpr std::string_view script = R"(# Completions of newscast(1) for bash.

# Sets kind to what the value of "COMMAND --OPTION", or of "COMMAND operand PLACE", is; fails where there is none.
_newscast_kind() {
    case $1 in
@VALUES@        *) return 1 ;;
    esac
}

_newscast() {
    local commands='@COMMANDS@'
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} kind='' options='' at=2 operands=0
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "$commands @OPTIONS@" -- "$word")
        return
    fi
    # An option's value stands behind it, or behind the = that bash makes a word of its own.
    while ((at < COMP_CWORD)); do
        if [[ ${COMP_WORDS[at]} != -?* ]]; then
            ((operands++))
        elif _newscast_kind "$command ${COMP_WORDS[at]}"; then
            ((at++))
            [[ ${COMP_WORDS[at]} == '=' ]] && ((at++))
        fi
        ((at++))
    done
    [[ $word == '=' ]] && word=''
    if ((at == COMP_CWORD)); then
        if [[ $word == -* ]]; then
            case $command in
@NAMES@            esac
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
            return
        fi
        kind=''
        _newscast_kind "$command operand $operands"
    fi
    case $kind in
        configuration)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -X '!*.toml' -- "$word"; compgen -d -- "$word")
            ;;
        file)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        folder)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
            ;;
        command) mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word") ;;
        words*) mapfile -t COMPREPLY < <(compgen -W "${kind#words}" -- "$word") ;;
    esac
}

complete -F _newscast newscast
)";

std::string with(std::string text, std::string_view place, const std::string& what) {
    const std::size_t at = text.find(place);
    return text.replace(at, place.size(), what);
}

}  // namespace

std::string bash_completion(const ProgramDescription& described) {
    std::string values;
    std::string names;
    std::vector<std::string> commands;
    for (const CommandDescription& command : described.commands) {
        values += values_of(command);
        names += fmt::format("                {}) options='{}' ;;\n", command.name, names_of(command));
        commands.push_back(command.name);
    }
    std::string text = with(std::string(script), "@VALUES@", values);
    text = with(text, "@COMMANDS@", fmt::format("{}", fmt::join(commands, " ")));
    text = with(text, "@OPTIONS@", names_of(described.program));
    return with(text, "@NAMES@", names);
}

}  // namespace app
