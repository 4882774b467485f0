// The completions, run by their shells.

#include "tests/app/manual/manual_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

namespace app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

using Words = std::set<std::string>;

/// Where words of the line can be completed by files.
class Completions : public Manual {
protected:
    Completions() {
        std::filesystem::create_directories(here_ / "shows");
        for (const char* name : {"town.toml", "with space.toml", "article.html"}) std::ofstream(here_ / name) << "x";
    }

    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    Words lines_of(const std::string& output) const {
        Words words;
        std::istringstream lines(output);
        for (std::string line; std::getline(lines, line);) {
            line = line.substr(0, line.find('\t'));  // fish explains behind it
            if (line.ends_with('/')) line.pop_back();
            std::erase(line, '\\');  // zsh offers names as it would write them
            if (!line.empty()) words.insert(line);
        }
        return words;
    }

    std::filesystem::path here_ = folder_ / "here";
};

class Bash : public Completions {
protected:
    /// What the last of the words is completed to.
    Words complete(const std::vector<std::string>& words) const {
        std::string script =
            fmt::format("cd '{}'; source '{}'; COMP_WORDS=(newscast", here_.string(), (folder_ / "newscast").string());
        for (const std::string& word : words) script += fmt::format(" '{}'", word);
        script += fmt::format("); COMP_CWORD={}; _newscast; printf \"%s\\n\" \"${{COMPREPLY[@]}}\"", words.size());
        write("ask.bash", script);
        return lines_of(shell(fmt::format("bash --norc --noprofile '{}'", (folder_ / "ask.bash").string())).output);
    }
};

TEST_F(Bash, CompletesCommandsAndTheirOptions) {
    EXPECT_THAT(complete({"ru"}), ElementsAre("run"));
    EXPECT_THAT(complete({"run", "--d"}), ElementsAre("--dry-run"));
    EXPECT_THAT(complete({"run", "--verbose", "--dr"}), ElementsAre("--dry-run"));
    Words commands;
    for (const CommandDescription& command : described_.commands) commands.insert(command.name);
    EXPECT_THAT(complete({""}), IsSupersetOf(commands));
    EXPECT_EQ(complete({"help", ""}), commands);
    for (const CommandDescription& command : described_.commands) {
        Words names;
        for (const OptionDescription& option : command.options) names.insert(option.names.begin(), option.names.end());
        EXPECT_EQ(complete({command.name, "-"}), names) << command.name;
    }
}

TEST_F(Bash, CompletesTheWordsOfAChoice) {
    const Words lanes{"auto", "encode", "gain", "keep"};
    EXPECT_EQ(complete({"normalize", "--lane", ""}), lanes);
    EXPECT_EQ(complete({"normalize", "--lane", "="}), lanes) << "bash makes three words of --lane=";
    EXPECT_THAT(complete({"normalize", "--lane", "=", "k"}), ElementsAre("keep"));
    EXPECT_THAT(complete({"normalize", "a.wav", "--lane", "keep", "--channels", "s"}), ElementsAre("source", "stereo"));
}

TEST_F(Bash, CompletesConfigurationsFilesAndFoldersWhereTheyAreMeant) {
    const Words configurations{"shows", "town.toml", "with space.toml"};
    EXPECT_EQ(complete({"run", ""}), configurations);
    EXPECT_EQ(complete({"run", "town.toml", ""}), configurations);
    EXPECT_EQ(complete({"explain", "--config", ""}), configurations);
    EXPECT_EQ(complete({"explain", "--config", "=", "t"}), Words{"town.toml"});
    EXPECT_EQ(complete({"explain", "--config", "town.toml", "a"}), Words{"article.html"});
    EXPECT_EQ(complete({"serve", ""}), Words{"shows"});
    EXPECT_THAT(complete({"serve", "shows", ""}), IsEmpty()) << "it takes one";
    EXPECT_THAT(complete({"withdraw", ""}), IsEmpty()) << "no shell knows an episode";
    EXPECT_THAT(complete({"withdraw", "--reason", ""}), IsEmpty());
}

class Zsh : public Completions {
protected:
    /// What zsh offers for the end of a line that is typed into it.
    Words complete(const std::string& line) const {
        write("typed.zsh", fmt::format(R"zsh(PROMPT=
fpath=('{0}' $fpath)
autoload -Uz compinit
compinit -u -D
bindkey '^I' complete-word
compadd() {{
    if [[ ${{@[1,(i)(-|--)]}} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
    local -a hits
    builtin compadd -A hits "$@"
    print -rl -- $hits >>'{0}/offered'
    builtin compadd "$@"
}}
finish() {{ exit }}
comppostfuncs=(finish)
)zsh",
                                       folder_.path().string()));
        write("ask.zsh", fmt::format(R"zsh(zmodload zsh/zpty || exit 1
cd '{1}'
zpty asked zsh -f -i
zpty -w asked "source '{0}/typed.zsh'"
zpty -w -n asked "{2}"$'\t'
while zpty -r asked line; do :; done
)zsh",
                                     folder_.path().string(), here_.string(), line));
        std::ofstream(folder_ / "offered", std::ios::trunc) << "";
        shell(fmt::format("timeout 30 zsh -f '{}'", (folder_ / "ask.zsh").string()));
        return lines_of(shell(fmt::format("cat '{}'", (folder_ / "offered").string())).output);
    }
};

TEST_F(Zsh, CompletesCommandsOptionsChoicesAndFiles) {
    if (!has("zsh")) GTEST_SKIP() << "zsh is not installed";
    EXPECT_THAT(complete("newscast ru"), ElementsAre("run"));
    EXPECT_THAT(complete("newscast run --d"), ElementsAre("--dry-run"));
    EXPECT_EQ(complete("newscast normalize --lane "), (Words{"auto", "encode", "gain", "keep"}));
    EXPECT_EQ(complete("newscast run "), (Words{"shows", "town.toml", "with space.toml"}));
    EXPECT_EQ(complete("newscast serve "), Words{"shows"});
    EXPECT_THAT(complete("newscast help wi"), ElementsAre("withdraw"));
    EXPECT_THAT(complete("newscast withdraw --reason "), IsEmpty());
}

TEST_F(Zsh, HasEveryOptionOfEveryCommand) {
    const std::string text = text_of("_newscast");
    for (const CommandDescription& command : described_.commands) {
        EXPECT_NE(text.find("'" + command.name + ":"), std::string::npos) << command.name;
        const std::size_t begin = text.find("\n        " + command.name + ")\n");
        ASSERT_NE(begin, std::string::npos) << command.name;
        const std::string own = text.substr(begin, text.find(";;", begin) - begin);
        for (const OptionDescription& option : command.options)
            for (const std::string& name : option.names) EXPECT_THAT(own, testing::HasSubstr(name)) << command.name;
    }
    if (!has("zsh")) GTEST_SKIP() << "zsh is not installed, so nobody has read the script";
    EXPECT_EQ(shell(fmt::format("zsh -n '{}'", (folder_ / "_newscast").string())).output, "");
}

class Fish : public Completions {
protected:
    Words complete(const std::string& line) const {
        return lines_of(
            shell(fmt::format("cd '{}' && HOME='{}' fish --no-config -c \"source '{}'; complete -C '{}'\"",
                              here_.string(), folder_.path().string(), (folder_ / "newscast.fish").string(), line))
                .output);
    }
};

TEST_F(Fish, CompletesCommandsOptionsChoicesAndFiles) {
    if (!has("fish")) GTEST_SKIP() << "fish is not installed";
    EXPECT_THAT(complete("newscast ru"), ElementsAre("run"));
    EXPECT_THAT(complete("newscast run --d"), ElementsAre("--dry-run"));
    EXPECT_EQ(complete("newscast normalize --lane "), (Words{"auto", "encode", "gain", "keep"}));
    EXPECT_EQ(complete("newscast run "), (Words{"shows", "town.toml", "with space.toml"}));
    EXPECT_EQ(complete("newscast serve "), Words{"shows"});
    EXPECT_THAT(complete("newscast help wi"), ElementsAre("withdraw"));
    EXPECT_THAT(complete("newscast withdraw --reason "), IsEmpty());
    for (const CommandDescription& command : described_.commands) {
        Words names;
        for (const OptionDescription& option : command.options)
            for (const std::string& name : option.names)
                if (name.starts_with("--")) names.insert(name);
        EXPECT_EQ(complete("newscast " + command.name + " --"), names) << command.name;
    }
}

TEST_F(Fish, HasEveryOptionOfEveryCommand) {
    const std::string text = text_of("newscast.fish");
    for (const CommandDescription& command : described_.commands) {
        EXPECT_NE(text.find("' " + command.name + " '"), std::string::npos) << command.name;
        for (const OptionDescription& option : command.options) {
            std::string names;
            for (const std::string& name : option.names)
                names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            EXPECT_NE(text.find(fmt::format("-n '__newscast_is {}'{} ", command.name, names)), std::string::npos)
                << command.name << names;
        }
    }
}

}  // namespace
}  // namespace app
