#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace app {

/// The words of a command line as its parser takes them: `help`, `help COMMAND` and `version` become --help and
/// --version. Throws Error(config) where the first one is no command, with the command that was perhaps meant.
std::vector<std::string> understood(const CLI::App& program, std::vector<std::string> words);

/// What is wrong with a command line that was not taken, in one line: the word that nobody knows, with the option that
/// was perhaps meant, else the parser's own reason.
std::string complaint_of(const CLI::App& program, const CLI::ParseError& error);

}  // namespace app
