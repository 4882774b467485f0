// docs/limits.md tells of each key its default and from where to where it goes.

#include "config/load.h"
#include "core/error.h"
#include "tests/support/page_tables.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace {

const std::filesystem::path root = NEWSCAST_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether a show loads in which this section has this line.
bool loads(const std::filesystem::path& folder, const std::string& section, const std::string& line) {
    std::string source = "kind = \"page\"\nurl = \"https://news.example/\"\n";
    std::string bulletin = "id = \"x\"\ntitle = \"x\"\nat = \"06:00\"\n";
    std::string own;
    (section == "source" ? source : section == "bulletin" ? bulletin : own) += line + "\n";
    std::string text =
        "[show]\nid = \"x\"\ntitle = \"x\"\ndescription = \"x\"\nlanguage = \"vi\"\nauthor = \"x\"\n"
        "website = \"https://news.example/\"\nbase_url = \"https://podcast.example/x/\"\n"
        "categories = [[\"News\"]]\ntimezone = \"UTC\"\n[[source]]\n" +
        source + "[[bulletin]]\n" + bulletin;
    if (!own.empty()) text += "[" + section + "]\n" + own;
    std::ofstream(folder / "show.toml") << text;
    try {
        config::load(folder / "show.toml");
        return true;
    } catch (const core::Error&) {
        return false;
    }
}

TEST(LimitsPage, TellsTheDefaultsOfTheExampleAndWhatTheLoaderTakes) {
    const support::TemporaryFolder folder;
    // What stands behind a # without a space waits there with its default.
    const std::string example =
        std::regex_replace(read(root / "config/newscast.example.toml"), std::regex("\n#(?=[a-z\\[])"), "\n");
    const std::regex key(R"(`\[(\w+)\] (\w+)`)");
    std::size_t keys = 0;
    for (const support::PageRow& row : support::rows_of(read(root / "docs/limits.md"))) {
        std::smatch name;
        if (!std::regex_match(row.cells.front(), name, key)) continue;
        ASSERT_EQ(row.cells.size(), 5u) << row.line;
        ++keys;
        const std::string section = name[1];
        std::smatch value;
        const std::regex line("\n" + name[2].str() + R"( = (-?[0-9.]+)\n)");
        ASSERT_TRUE(std::regex_search(example, value, line)) << name[2];
        EXPECT_EQ(std::stod(value[1]), std::stod(row.cells[1])) << name[2];
        const auto takes = [&](double number) {
            return loads(folder.path(), section, fmt::format("{} = {}", name[2].str(), number));
        };
        const double least = std::stod(row.cells[2]);
        const double most = std::stod(row.cells[3]);
        EXPECT_TRUE(takes(least)) << name[2] << " from " << least;
        EXPECT_TRUE(takes(most)) << name[2] << " to " << most;
        EXPECT_FALSE(takes(least - 1)) << name[2] << " below " << least;
        EXPECT_FALSE(takes(most + 1)) << name[2] << " above " << most;
    }
    EXPECT_GE(keys, 29u);
}

}  // namespace
