// What the program says of itself, held against what it takes.

#include "app/commands/description.h"
#include "core/columns.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>
#include <string>

namespace app {
namespace {

using testing::HasSubstr;

void expect_fits(const std::string& text, std::size_t columns) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(core::columns_of(line), columns) << line;
}

TEST(Help, ListsEveryCommandInEightyColumns) {
    const Answer help = newscast("help");
    EXPECT_EQ(help.exit_code, 0);
    expect_fits(help.output, 80);
    const ProgramDescription described = described_program();
    EXPECT_GE(described.commands.size(), 13U);
    for (const CommandDescription& command : described.commands)
        EXPECT_THAT(help.output, HasSubstr("\n  " + command.name + ' '));
    for (const OptionDescription& option : described.program.options)
        for (const std::string& name : option.names) EXPECT_THAT(help.output, HasSubstr(name));
}

TEST(Help, OfACommandHasAllThatItTakesInEightyColumns) {
    for (const CommandDescription& command : described_program().commands) {
        const Answer help = newscast(command.name + " --help");
        EXPECT_EQ(help.exit_code, 0) << command.name;
        EXPECT_THAT(help.output, HasSubstr("Usage: newscast " + command.name));
        expect_fits(help.output, 80);
        for (const OptionDescription& option : command.options) {
            EXPECT_NE(option.text, "") << option.names.front();
            for (const std::string& name : option.names) EXPECT_THAT(help.output, HasSubstr(name)) << command.name;
        }
        for (const OptionDescription& operand : command.operands)
            EXPECT_THAT(help.output, HasSubstr("\n  " + operand.value)) << command.name;
    }
}

TEST(Help, IsFoldedToANarrowTerminal) {
    for (const CommandDescription& command : described_program().commands)
        expect_fits(newscast(command.name + " --help", "COLUMNS=60").output, 60);
}

TEST(Help, CallsEveryValueByWhatItIs) {
    // What the parser itself calls values of a type, which tells nobody anything.
    const std::set<std::string> of_the_parser{"VALUE", "TEXT", "INT", "UINT", "FLOAT", "BOOLEAN", "ENUM", "CHAR"};
    for (const CommandDescription& command : described_program().commands)
        for (const OptionDescription& option : command.options)
            EXPECT_FALSE(of_the_parser.contains(option.value))
                << "newscast " << command.name << ' ' << option.names.back() << " needs a type_name";
}

TEST(Help, ShowsTheWordsOfAChoiceAndTheDefaultOnce) {
    const std::string help = newscast("help normalize").output;
    EXPECT_THAT(help, HasSubstr("--lane auto|keep|gain|encode"));
    EXPECT_THAT(help, HasSubstr("--target LUFS"));
    EXPECT_THAT(help, HasSubstr("(-16)"));
    const std::string run = newscast("help run").output;
    EXPECT_EQ(run.find("newscast.toml"), run.rfind("newscast.toml")) << run;
}

}  // namespace
}  // namespace app
