#include "app/manual/fish.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string>
#include <string_view>

namespace app {

namespace {

std::string quoted(std::string_view text) {
    std::string all = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') all += '\\';
        all += c;
    }
    return all + '\'';
}

/// What a value is completed by; empty: by nothing.
std::string candidates_of(const OptionDescription& option) {
    switch (option.value_names) {
        case Names::configuration:
            return " -k -a '(__newscast_configurations)'";
        case Names::file:
            return " -F";
        case Names::folder:
            return " -a '(__fish_complete_directories)'";
        case Names::command:
            return " -a '(__newscast_commands)'";
        case Names::choice:
            return fmt::format(" -a '{}'", fmt::join(option.choices, " "));
        case Names::other:
            break;
    }
    return "";
}

std::string option_line(const OptionDescription& option, const std::string& condition) {
    std::string line = "complete -c newscast -n " + quoted(condition);
    for (const std::string& name : option.names)
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    // Files are offered only where they are asked for.
    if (!option.value.empty()) line += (option.value_names == Names::file ? " -r" : " -x") + candidates_of(option);
    return fmt::format("{} -d {}\n", line, quoted(option.text));
}

constexpr std::string_view begin = R"(# Completions of newscast(1) for fish.

# The command of the line, where it has one.
function __newscast_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and echo $words[2]
end

function __newscast_is
    contains -- $argv[1] (__newscast_command)
end

function __newscast_configurations
    __fish_complete_suffix .toml | string match -r '^[^\t]*(?:/|\.toml)(?:\t.*)?$'
end

)";

}  // namespace

std::string fish_completion(const ProgramDescription& described) {
    std::string text(begin);
    text += "function __newscast_commands\n";
    for (const CommandDescription& command : described.commands)
        text += fmt::format("    printf '%s\\t%s\\n' {} {}\n", command.name, quoted(command.text));
    text += "end\n\ncomplete -c newscast -f\n";
    text += "complete -c newscast -n 'not __newscast_command' -k -a '(__newscast_commands)'\n";
    for (const OptionDescription& option : described.program.options)
        text += option_line(option, "not __newscast_command");
    for (const CommandDescription& command : described.commands) {
        const std::string condition = "__newscast_is " + command.name;
        text += '\n';
        for (const OptionDescription& option : command.options) text += option_line(option, condition);
        std::set<std::string> candidates;
        for (const OptionDescription& operand : command.operands) candidates.insert(candidates_of(operand));
        for (const std::string& each : candidates)
            if (!each.empty()) text += fmt::format("complete -c newscast -n {}{}\n", quoted(condition), each);
    }
    return text;
}

}  // namespace app
