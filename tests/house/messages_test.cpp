// docs/messages.toml against the source: every message has a row with its cause and its cure, and every row a message.

#include "tests/house/messages.h"
#include "app/exit_code.h"
#include "tests/house/source_tree.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace {

using house::Literal;
using house::Message;
using house::MessageTable;

const std::filesystem::path root = NEWSCAST_SOURCE_DIR;

const MessageTable& table() {
    static const MessageTable read = house::read_messages(root / "docs/messages.toml");
    return read;
}

/// A text of the source with its place.
struct Said {
    std::string file;
    Literal literal;
};

/// All texts of the rooms that read like messages.
const std::vector<Said>& all_said() {
    static const std::vector<Said> all = [] {
        std::vector<Said> found;
        for (const house::SourceFile& file :
             house::read_sources(root, {"core", "config", "fetch", "transcode", "catalog", "feed", "app"}))
            for (Literal& literal : house::literals_of(file.text))
                if (reads_like_a_message(literal)) found.push_back({file.path, std::move(literal)});
        return found;
    }();
    return all;
}

/// As it is written in a file of TOML.
std::string as_toml(const std::string& text) {
    std::string written = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') written += '\\';
        written += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return written + "\"";
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool has_row(const Said& said) {
    for (const house::MessageSection& section : table().sections) {
        for (const Message& message : section.messages) {
            if (std::ranges::find(message.says, said.literal.text) != message.says.end()) return true;
            for (const house::MessagePattern& pattern : message.matches)
                if (pattern.matches(said.file, said.literal)) return true;
        }
    }
    return std::ranges::any_of(table().others,
                               [&](const house::NoMessage& other) { return other.matches(said.file, said.literal); });
}

TEST(Messages, EveryMessageOfTheSourceHasARow) {
    EXPECT_GT(all_said().size(), 1000u) << "the source is not read";
    for (const Said& said : all_said()) {
        if (has_row(said)) continue;
        ADD_FAILURE() << said.file << ":" << said.literal.line << ": docs/messages.toml does not know\n    "
                      << as_toml(said.literal.text)
                      << "\nAdd the text as it stands here to `says` of the row that explains it, or, in the section "
                         "where a reader would look for it:\n\n[[section.message]]\nsays = ["
                      << as_toml(said.literal.text)
                      << "]\ncause = \"What has happened.\"\ncure = \"What to do.\"\ncode = \"the exit code\"\n\n"
                         "Where nobody ever sees it, add it to an [[other]] at the file's end, with the reason. Then "
                         "render the page anew: UPDATE_GOLDEN=1 "
                         "build/release/tests/house/house_test --gtest_filter='Messages*'";
    }
}

TEST(Messages, EveryRowIsOfAMessageInTheSource) {
    std::set<std::string> texts;
    for (const Said& said : all_said()) texts.insert(said.literal.text);
    for (const house::MessageSection& section : table().sections) {
        for (const Message& message : section.messages) {
            for (const std::string& text : message.says)
                EXPECT_TRUE(texts.contains(text)) << "docs/messages.toml:" << message.line << ": no source says "
                                                  << as_toml(text) << " any more: take it out of the row, or the row";
            for (const house::MessagePattern& pattern : message.matches)
                EXPECT_TRUE(std::ranges::any_of(
                    all_said(), [&](const Said& said) { return pattern.matches(said.file, said.literal); }))
                    << "docs/messages.toml:" << message.line << ": no text matches '" << pattern.pattern
                    << "' any more";
        }
    }
    for (const house::NoMessage& other : table().others)
        EXPECT_TRUE(
            std::ranges::any_of(all_said(), [&](const Said& said) { return other.matches(said.file, said.literal); }))
            << "docs/messages.toml:" << other.line << ": nothing is " << other.why << " any more";
}

TEST(Messages, ThePageIsMadeOfTheTable) {
    const std::filesystem::path page = root / "docs/messages.md";
    const std::string rendered = house::messages_as_markdown(table());
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(page, std::ios::binary) << rendered;
    EXPECT_EQ(read(page), rendered) << "UPDATE_GOLDEN=1 writes it anew";
}

TEST(Messages, ExitCodesAreTheSameInReadme) {
    ASSERT_EQ(table().exit_codes.size(), 4u);
    EXPECT_THAT(read(root / "README.md"), testing::HasSubstr(house::exit_codes_as_markdown(table())));
    for (const house::MessageSection& section : table().sections)
        for (const Message& message : section.messages)
            EXPECT_TRUE(message.code.front() >= '0' && message.code.front() <= '3')
                << "docs/messages.toml:" << message.line << ": code begins with an exit code";
}

TEST(Messages, ExitCodesAreTheSameInTheManual) {
    std::vector<std::pair<int, std::string>> told;
    for (const house::ExitCodeRow& row : table().exit_codes) told.emplace_back(row.code, row.meaning);
    std::vector<std::pair<int, std::string>> meant;
    for (const app::ExitMeaning& meaning : app::exit_meanings())
        meant.emplace_back(static_cast<int>(meaning.code), meaning.text);
    EXPECT_EQ(told, meant) << "[[exit_code]] of docs/messages.toml against app/exit_code.cpp";
}

/// The texts that would need a row.
std::vector<std::string> messages_of(const std::string& source) {
    std::vector<std::string> texts;
    for (const Literal& literal : house::literals_of(source))
        if (reads_like_a_message(literal)) texts.push_back(literal.text);
    return texts;
}

TEST(Messages, AreFoundInWhateverDressTheSourceHasThem) {
    using testing::ElementsAre;
    EXPECT_THAT(messages_of("throw Error(kind, fmt::format(\"cannot read \"\n  \"'{}': {}\", name, why));"),
                ElementsAre("cannot read '{}': {}"));
    EXPECT_THAT(messages_of("return is_wrong ? \"the header is broken\" : \"\";"), ElementsAre("the header is broken"));
    EXPECT_THAT(messages_of("throw Error(ErrorKind::network, \"interrupted\");"), ElementsAre("interrupted"));
    EXPECT_THAT(messages_of("text = R\"(two words)\";"), ElementsAre("two words"));
    EXPECT_THAT(messages_of("tell({.text = fmt::format(\"{} new, {} made\", a, b)});"), ElementsAre("{} new, {} made"));
    // A key beside a message, comments, includes, and single words are none.
    EXPECT_THAT(messages_of("complain(\"path\", \"must have a url\");  // \"not this one\"\n#include \"a/b c d.h\"\n"),
                ElementsAre("must have a url"));
    EXPECT_THAT(messages_of("std::string kind = \"page\"; char c = '\"'; call(1'000, \"b\");"), ElementsAre());
    const std::vector<Literal> nested = house::literals_of("refuse(places.of(\"fetch\", \"logins\"), one);");
    ASSERT_EQ(nested.size(), 2u);
    EXPECT_THAT(nested[1].calls, ElementsAre("refuse", "of"));
    EXPECT_EQ(nested[1].call, "of");
    EXPECT_FALSE(reads_like_a_message(nested[1]));
}

TEST(Messages, APatternHidesNoErrorThatItIsNotFor) {
    const house::MessagePattern pattern{"a .*", std::regex("a .*"), {{"config/"}, {}, {"Error"}}};
    const Literal right = house::literals_of("return \"a whole number\";").front();
    const Literal wrong = house::literals_of("throw Error(kind, \"a whole other thing\");").front();
    EXPECT_TRUE(pattern.matches("config/value.cpp", right));
    EXPECT_FALSE(pattern.matches("fetch/web/http.cpp", right));
    EXPECT_FALSE(pattern.matches("config/value.cpp", wrong));
}

}  // namespace
