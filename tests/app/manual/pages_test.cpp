// newscast(1) and newscast.toml(5), held against what the program takes and reads.

#include "app/exit_code.h"
#include "app/manual/manual.h"
#include "config/documentation.h"
#include "config/load.h"
#include "tests/app/manual/manual_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace app {
namespace {

using testing::HasSubstr;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A page's source without fonts, and with the signs that it escapes.
std::string readable(std::string page) {
    page = std::regex_replace(page, std::regex(R"(\\f[BIR]|\\&)"), "");
    for (const auto& [escape, sign] :
         std::vector<std::pair<std::string, std::string>>{{R"(\-)", "-"}, {R"(\(dq)", "\""}, {R"(\(aq)", "'"}})
        for (std::size_t at = page.find(escape); at != std::string::npos; at = page.find(escape, at))
            page.replace(at, escape.size(), sign);
    return page;
}

/// From a heading to the next one like it.
std::string part(const std::string& page, const std::string& begin, const std::string& end) {
    const std::size_t from = page.find(begin);
    if (from == std::string::npos) return {};
    return page.substr(from, page.find(end, from + begin.size()) - from);
}

TEST_F(Manual, TellsOfEveryCommandAndAllThatItTakes) {
    const std::string page = readable(text_of("newscast.1"));
    for (const OptionDescription& option : described_.program.options)
        for (const std::string& name : option.names) EXPECT_THAT(part(page, ".SH \"OPTIONS\"", ".SH"), HasSubstr(name));
    std::set<std::string> common;
    for (const OptionDescription& option : described_.program.options) common.insert(option.names.front());
    for (const CommandDescription& command : described_.commands) {
        EXPECT_THAT(part(page, ".SH \"SYNOPSIS\"", ".SH"), HasSubstr("newscast " + command.name + ' '));
        const std::string own = part(page, ".SS \"newscast " + command.name + ' ', "\n.S");
        ASSERT_NE(own, "") << command.name;
        for (const OptionDescription& operand : command.operands) EXPECT_THAT(own, HasSubstr(".TP\n" + operand.value));
        for (const OptionDescription& option : command.options) {
            if (common.contains(option.names.front())) continue;
            for (const std::string& name : option.names) EXPECT_THAT(own, HasSubstr(name)) << command.name;
        }
    }
}

TEST_F(Manual, TellsOfEveryKeyAndEveryPartOfOne) {
    const std::string page = readable(text_of("newscast.toml.5"));
    for (const config::SectionDocumentation& section : config::documentation()) {
        const std::string own = part(
            page,
            fmt::format(".SH \"{0}{1}{2}\"", section.is_list ? "[[" : "[", section.name, section.is_list ? "]]" : "]"),
            "\n.SH");
        ASSERT_NE(own, "") << section.name;
        for (const config::KeyDocumentation& key : section.keys) {
            const bool is_there = own.find(".TP\n" + key.name + '\n') != std::string::npos ||
                                  own.find(".TQ\n" + key.name + '\n') != std::string::npos;
            EXPECT_TRUE(is_there) << section.name << '.' << key.name;
            for (const std::string& name : key.parts) EXPECT_THAT(own, HasSubstr(name)) << key.name;
        }
    }
}

TEST_F(Manual, HasTheExitCodesOfTheOneTableAsOtherPagesDo) {
    const std::string page = readable(text_of("newscast.1"));
    const std::filesystem::path source = NEWSCAST_SOURCE_DIR;
    const std::string readme = read(source / "README.md");
    const std::string messages = read(source / "docs/messages.md");
    for (const ExitMeaning& meaning : exit_meanings()) {
        const int code = static_cast<int>(meaning.code);
        EXPECT_THAT(part(page, ".SH \"EXIT STATUS\"", "\n.SH"), HasSubstr(fmt::format(".TP\n{}\n", code)));
        EXPECT_THAT(readme, HasSubstr(fmt::format("| {} | {} |", code, meaning.text)));
        EXPECT_THAT(messages, HasSubstr(fmt::format("| {} | {} |", code, meaning.text)));
    }
}

TEST_F(Manual, TellsOfTheVariablesThatTheProgramReadsAndOfNoOthers) {
    std::set<std::string> are_read;
    const std::regex call(R"re(getenv\("(\w+)"\))re");
    for (const char* room : {"core", "config", "fetch", "transcode", "catalog", "feed", "app"})
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(NEWSCAST_SOURCE_DIR) / room)) {
            if (file.path().extension() != ".cpp") continue;
            const std::string text = read(file.path());
            for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
                are_read.insert(it->str(1));
        }
    EXPECT_EQ(are_read.erase("NEWSCAST_FAULT"), 1U) << "for tests only";
    std::set<std::string> are_told;
    const std::string told = part(readable(text_of("newscast.1")), ".SH \"ENVIRONMENT\"", "\n.SH");
    const std::regex term(R"(\.TP\n(\w+)\n)");
    for (std::sregex_iterator it(told.begin(), told.end(), term), end; it != end; ++it) are_told.insert(it->str(1));
    EXPECT_EQ(are_told, are_read);
}

/// The lines of a page that are shown as they are.
std::vector<std::string> examples_of(const std::string& page) {
    std::vector<std::string> examples;
    const std::string begin = ".RS 4\n";
    for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1))
        examples.push_back(page.substr(at + begin.size(), page.find(".RE\n", at) - at - begin.size()));
    return examples;
}

TEST_F(Manual, HasExamplesThatAreUnderstood) {
    const std::vector<std::string> files = examples_of(readable(text_of("newscast.toml.5")));
    ASSERT_EQ(files.size(), 1U);
    std::ofstream(folder_ / "least.toml") << files.front();
    EXPECT_EQ(config::load(folder_ / "least.toml").sources.size(), 1U);
    std::size_t understood = 0;
    for (const std::string& example : examples_of(readable(text_of("newscast.1")))) {
        std::istringstream lines(example);
        for (std::string line; std::getline(lines, line); ++understood) {
            std::istringstream words(line.substr(line.find("newscast ")));
            std::string word;
            words >> word >> word;
            const auto command = std::ranges::find(described_.commands, word, &CommandDescription::name);
            ASSERT_NE(command, described_.commands.end()) << line;
            while (words >> word) {
                const bool is_number = word.find_first_not_of("-0123456789") == std::string::npos;
                const bool is_known = std::ranges::any_of(command->options, [&](const OptionDescription& option) {
                    return std::ranges::find(option.names, word) != option.names.end();
                });
                EXPECT_TRUE(!word.starts_with('-') || is_number || is_known) << line;
            }
        }
    }
    EXPECT_GE(understood, 8U);
}

TEST_F(Manual, IsDatedByItsVersionAndByNothingElse) {
    for (const char* name : {"newscast.1", "newscast.toml.5"})
        EXPECT_THAT(text_of(name), HasSubstr(" 2026-01-31 \"newscast " NEWSCAST_VERSION "\" "));
    for (const ManualFile& file : manual_files(described_, "2026-01-31")) {
        EXPECT_EQ(file.text, text_of(file.name));
        EXPECT_EQ(file.text.find(NEWSCAST_SOURCE_DIR), std::string::npos);
        EXPECT_TRUE(std::ranges::all_of(file.text, [](unsigned char c) { return c < 0x80; })) << file.name;
    }
}

TEST_F(Manual, IsWhatTheBuildHasWritten) {
    for (const ManualFile& file : manual_files(described_, NEWSCAST_DATE))
        EXPECT_TRUE(file.text == read(std::filesystem::path(NEWSCAST_MANUAL_FOLDER) / file.name)) << file.name;
}

TEST_F(Manual, MandocFindsNothingAmiss) {
    if (!has("mandoc")) GTEST_SKIP() << "mandoc is not installed";
    for (const char* name : {"newscast.1", "newscast.toml.5"})
        EXPECT_EQ(shell(fmt::format("mandoc -Tlint -W warning '{}'", (folder_ / name).string())).output, "");
}

TEST_F(Manual, GroffFindsNothingAmissAndShowsEveryLetter) {
    if (!has("groff")) GTEST_SKIP() << "groff is not installed";
    for (const char* name : {"newscast.1", "newscast.toml.5"})
        EXPECT_EQ(shell(fmt::format("groff -ww -man -Tutf8 -z '{}'", (folder_ / name).string())).output, "");
    const std::string shown =
        shell(fmt::format("groff -ww -man -Tutf8 -P-cbu '{}'", (folder_ / "newscast.toml.5").string())).output;
    EXPECT_THAT(shown, HasSubstr("Đồng Tháp nghe báo"));
    EXPECT_THAT(shown, HasSubstr("--from-feed")) << "what can be typed has its own hyphens";
}

}  // namespace
}  // namespace app
