#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace app {

/// A block of a page that is shown as it is: between fences, or indented by four columns.
struct DocsBlock {
    enum class Kind {
        commands,  ///< lines for a shell
        config,    ///< TOML
        text,      ///< what neither runs nor loads: a cron line, another program's configuration
    };

    Kind kind = Kind::text;
    std::size_t line = 0;  ///< of the page, where its first one stands
    std::vector<std::string> lines;

    std::string text() const;
    /// The file that a configuration is to be written to, which its first line names as "# /PATH"; else empty.
    std::string file() const;
};

/// What the reader is told to type, or named in a sentence.
struct DocsCommand {
    std::size_t line = 0;
    std::string text;   ///< without what stands behind a #
    int exit_code = 0;  ///< another one where the line ends with "# ends with N"
};

/// A page of the documentation, as far as a test can run it.
struct DocsPage {
    std::string name;  ///< "docs/first-feed.md"
    std::vector<DocsBlock> blocks;
    /// What stands between backquotes in sentences and tables and begins with "newscast ".
    std::vector<DocsCommand> named;
};

/// Throws std::runtime_error for a fence that says nothing of what is in it, and for an indented block that is neither
/// of the kinds above.
DocsPage read_docs_page(const std::filesystem::path& root, const std::string& name);

/// The lines of a block of commands.
std::vector<DocsCommand> commands_of(const DocsBlock& block);

/// The command in a line of another kind, like one of cron: from "newscast" on; empty where there is none.
std::string command_in(const std::string& line);

}  // namespace app
