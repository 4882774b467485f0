// What the example and the manual say of keys, held against the loader.

#include "config/documentation.h"

#include "config/example.h"
#include "config/keys.h"
#include "core/columns.h"
#include "tests/config/load_fixture.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace config_tests {

using config::ExampleEntry;
using config::KeyDocumentation;
using config::SectionDocumentation;
using config::Stands;
using testing::Contains;
using testing::ElementsAreArray;

namespace {

const std::filesystem::path example_file = std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/newscast.example.toml";

std::string example_text() {
    std::ifstream file(example_file);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The example with what stands behind a # without a space in force.
std::string without_marks(const std::string& text) {
    std::string content;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        content += (line.starts_with('#') && !line.starts_with("# ") ? line.substr(1) : line) + '\n';
    return content;
}

/// Without what is the file's own: which keys it has.
config::Config values_of(config::Config config) {
    config.said.clear();
    return config;
}

/// A file with the least of a section, and one more line in it.
std::string with(const std::string& section, const std::string& line) {
    static const std::map<std::string, std::string> least{
        {"bulletin", "[[bulletin]]\nid = \"day\"\ntitle = \"The day\"\nat = \"06:00\"\nsay = [\"espeak-ng\"]\n"},
        {"rendition", "[[rendition]]\nid = \"light\"\n"}};
    if (section == "show") return show + line + source;
    if (section == "source") return valid + line;
    const auto found = least.find(section);
    return valid + (found == least.end() ? fmt::format("[{}]\n", section) : found->second) + line;
}

class Documentation : public Load {};

TEST(Example, IsWhatTheTablesOfKeysGive) {
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1")
        std::ofstream(example_file, std::ios::binary) << config::example();
    EXPECT_EQ(example_text(), config::example()) << "UPDATE_GOLDEN=1 writes it anew";
}

TEST(Example, HasLinesThatATerminalShowsWhole) {
    std::istringstream lines(example_text());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) {
            EXPECT_LE(core::columns_of(line), 120U) << line;
        }
    }
}

TEST_F(Documentation, ExampleIsReadAsItStands) {
    const config::Config config = config::load(example_file);
    EXPECT_EQ(config.show.id, "dong-thap");
    EXPECT_EQ(config.sources.size(), 4U) << "one of each kind";
    EXPECT_TRUE(config.bulletins.empty());
    EXPECT_TRUE(config.renditions.empty());
}

TEST_F(Documentation, ExampleIsReadWithAllItsMarksTakenAway) {
    const config::Config config = load(without_marks(example_text()));
    EXPECT_EQ(config.show.details.persons.size(), 1U);
    EXPECT_EQ(config.show.details.comments.size(), 1U);
    EXPECT_EQ(config.bulletins.size(), 1U);
    EXPECT_EQ(config.renditions.size(), 1U);
}

TEST_F(Documentation, EveryKeyOfTheExampleIsReadAndEveryKeyThatIsReadIsInIt) {
    // Which keys stand in it tells the loader itself: each is misspelt once, and must then be unknown.
    std::set<std::string> seen;
    const std::string whole = without_marks(example_text());
    std::istringstream lines(whole);
    std::size_t at = 0;
    std::string section;
    for (std::string line; std::getline(lines, line); at += line.size() + 1) {
        if (line.starts_with('[') && line.ends_with(']')) {
            const std::size_t begin = line.find_first_not_of('[');
            section = line.substr(begin, line.find(']') - begin);
        }
        const std::size_t equals = line.find(" = ");
        if (line.starts_with('#') || line.starts_with('[') || equals == std::string::npos) continue;
        const std::string name = line.substr(0, equals);
        std::string misspelt = whole;
        misspelt.replace(at, name.size(), "zzz" + name);
        EXPECT_THAT(complaint(misspelt), testing::HasSubstr(fmt::format("unknown key {}.zzz{};", section, name)));
        seen.insert(fmt::format("{}.{}", section, name));
        for (const std::string& known : config::known_keys()) {
            const std::string table = fmt::format("{}.{}.", section, name);
            if (known.starts_with(table) && line.find(known.substr(table.size()) + " = ") != std::string::npos)
                seen.insert(known);
        }
    }
    const std::vector<std::string> known = config::known_keys();
    EXPECT_EQ(seen, std::set<std::string>(known.begin(), known.end()));
}

TEST_F(Documentation, TellsOfEveryKeyThatIsRead) {
    std::vector<std::string> told;
    for (const SectionDocumentation& section : config::documentation()) {
        EXPECT_NE(section.words, "") << section.name;
        EXPECT_NE(section.keys.front().shown.words, "") << section.name << " has no key before this one to speak of it";
        for (const KeyDocumentation& key : section.keys) {
            EXPECT_NE(key.shown.value, "") << section.name << '.' << key.name;
            told.push_back(section.name + '.' + key.name);
            for (const std::string& part : key.parts)
                told.push_back(fmt::format("{}.{}.{}", section.name, key.name, part));
        }
    }
    EXPECT_THAT(told, testing::UnorderedElementsAreArray(config::known_keys()));
}

TEST_F(Documentation, ADefaultThatIsShownIsWhatTheLoaderTakesWithoutIt) {
    std::size_t compared = 0;
    for (const SectionDocumentation& section : config::documentation()) {
        const config::Config without = values_of(load(with(section.name, "")));
        for (const KeyDocumentation& key : section.keys) {
            const std::string line = fmt::format("{} = {}\n", key.name, key.shown.value);
            if (key.shown.stands != Stands::as_default) continue;
            EXPECT_FALSE(key.is_needed) << line;
            EXPECT_TRUE(values_of(load(with(section.name, line))) == without) << '[' << section.name << "] " << line;
            ++compared;
        }
    }
    EXPECT_GT(compared, 60U);
}

TEST_F(Documentation, AnExampleThatIsNoDefaultChangesWhatTheLoaderTakes) {
    for (const SectionDocumentation& section : config::documentation()) {
        const config::Config without = values_of(load(with(section.name, "")));
        for (const KeyDocumentation& key : section.keys) {
            if (key.is_needed || key.shown.stands == Stands::as_default) continue;
            // These are for another kind of source, need another key, or stand in the least file.
            if (std::set<std::string>{"source.url", "source.path", "source.link_xpath", "source.audio_url",
                                      "bulletin.say", "bulletin.sources"}
                    .contains(section.name + '.' + key.name))
                continue;
            const std::string line = fmt::format("{} = {}\n", key.name, key.shown.value);
            EXPECT_FALSE(values_of(load(with(section.name, line))) == without) << '[' << section.name << "] " << line;
        }
    }
}

}  // namespace

}  // namespace config_tests
