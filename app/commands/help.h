#pragma once

#include <cstddef>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace app {

/// The help of a command, or of the program with the list of its commands, in lines of at most so many columns. `line`
/// is what was written to get to it: "newscast run".
std::string help_of(const CLI::App& command, const std::string& line, std::size_t columns);

}  // namespace app
