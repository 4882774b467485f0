#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace app {

/// What a value on the command line names; a shell completes it by that.
enum class Names {
    other,
    configuration,  ///< a show's file, *.toml
    file,
    folder,
    command,
    choice,  ///< one of a few words
};

/// An option or an operand.
struct OptionDescription {
    std::vector<std::string> names;  ///< as they are written, "-v" and "--verbose"; an operand has none
    std::string value;               ///< what stands for its value, "FILE"; empty: it takes none
    Names value_names = Names::other;
    std::vector<std::string> choices;
    std::string text;
    std::string usual;  ///< what holds where nobody says it; empty: nothing, or the text tells
    bool is_required = false;
    bool repeats = false;

    /// As it stands in a line of usage: "--config CONFIG", "CONFIG...".
    std::string shown(const std::string& name) const;
};

struct CommandDescription {
    std::string name;
    std::string text;
    std::string more;  ///< paragraphs below its options; empty: none
    std::vector<OptionDescription> operands;
    std::vector<OptionDescription> options;

    /// What stands behind its name: what it needs, and "[OPTION]...".
    std::string usage() const;
};

/// What the program takes on its command line, as plain values: help, manual and completions are all made of these.
struct ProgramDescription {
    CommandDescription program;  ///< its own name and options
    std::vector<CommandDescription> commands;
};

/// One command, or the program as if it were one.
CommandDescription describe(const CLI::App& command);

/// All that declare_commands() declares.
ProgramDescription described_program();

}  // namespace app
