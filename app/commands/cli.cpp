#include "app/commands/cli.h"

#include "app/commands/command_line.h"
#include "app/commands/output.h"
#include "app/commands/usage.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace app {

namespace {

void complain(std::string_view message) {
    // A line a problem: a configuration's mistakes come all at once.
    while (!message.empty()) {
        const std::size_t end = std::min(message.find('\n'), message.size());
        const std::string line = core::without_logins(core::one_line(message.substr(0, end)));
        if (!line.empty()) std::fprintf(stderr, "newscast: %s\n", line.c_str());
        message.remove_prefix(std::min(end + 1, message.size()));
    }
}

/// Help and the version, as the parser has them.
int answer(const CLI::App& program, const CLI::Success& asked) {
    std::ostringstream text;
    const int exit_code = program.exit(asked, text, text);
    try {
        print(text.str());
        return exit_code;
    } catch (const core::Error& error) {
        complain(error.what());
        return static_cast<int>(exit_code_of(error.kind()));
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program;
    Chosen chosen;
    declare_commands(program, chosen);
    try {
        std::vector<std::string> words = understood(program, {argv + 1, argv + argc});
        std::ranges::reverse(words);  // as the parser takes them
        program.parse(std::move(words));
        return static_cast<int>(chosen());
    } catch (const CLI::Success& asked) {
        return answer(program, asked);
    } catch (const CLI::ParseError& error) {
        complain(complaint_of(program, error));
        return static_cast<int>(ExitCode::wrong_use);
    } catch (const core::Error& error) {
        complain(error.what());
        return static_cast<int>(exit_code_of(error.kind()));
    } catch (...) {
        complain(core::current_error().what());
        return static_cast<int>(ExitCode::machine);
    }
}

}  // namespace app
