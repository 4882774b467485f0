// Every command in the pages of docs/ and in README.md, run as it stands there: in the page's order, in a folder of its
// own, against the sample newspaper on loopback.

#include "app/commands/load_show.h"
#include "core/atomic_file.h"
#include "core/hash.h"
#include "core/text.h"
#include "tests/app/docs_page.h"
#include "tests/app/program.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::HasSubstr;

const filesystem::path root = NEWSCAST_SOURCE_DIR;

/// What a page tells to type and no test can: it changes the machine, or builds this repository. Still its form is
/// looked at, where it is newscast's.
struct NotRun {
    std::string beginning;
    std::string why;
};
const std::vector<NotRun> not_run{
    {"./dev ", "builds and tests this repository"},
    {"systemctl ", "changes what the machine itself runs"},
    {"journalctl ", "asks this machine's own journal"},
    {"apt install ", "changes the machine, and asks for a package that is built elsewhere"},
};

/// What a command of the pages gives otherwise where a rehearsal is the world: the exit code, and what it says.
struct Rehearsed {
    std::string beginning;
    int exit_code;
    std::string says;
};
const std::vector<Rehearsed> rehearsed{
    // The rehearsal's host has no certificate that anybody would trust.
    {"newscast doctor --live", 1, "not served over TLS"},
};

std::string with(std::string text, const std::string& part, const std::string& other) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + other.size()))
        text.replace(at, part.size(), other);
    return text;
}

std::string type_of(const filesystem::path& file) {
    const std::string ending = file.extension().string();
    for (const auto& [known, type] : {std::pair(".html", "text/html; charset=utf-8"),
                                      {".xml", "text/xml"},
                                      {".txt", "text/plain"},
                                      {".css", "text/css"},
                                      {".mp3", "audio/mpeg"},
                                      {".m4a", "audio/mp4"},
                                      {".ogg", "audio/ogg"},
                                      {".jpg", "image/jpeg"}})
        if (ending == known) return type;
    return "application/octet-stream";
}

/// Serves all files of a folder below a path; `change` has a word in each text.
template <class Change>
void serve_folder(support::LoopbackServer& server, const filesystem::path& folder, const std::string& at,
                  const Change& change) {
    if (!filesystem::exists(folder)) return;
    for (const auto& entry : filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        support::Resource resource;
        resource.body = change(entry.path(), core::read_file(entry.path()));
        resource.type = type_of(entry.path());
        resource.etag = "\"" + core::sha256(resource.body).substr(0, 16) + "\"";
        const std::string path = at + entry.path().lexically_relative(folder).generic_string();
        server.on(path, support::file(resource));
        if (path.ends_with("/index.html")) server.on(path.substr(0, path.size() - 10), support::file(resource));
    }
}

/// The pages' world: the newspaper news.example, the host podcast.example, and a machine whose /etc and /srv are below
/// a temporary folder.
class Docs : public testing::TestWithParam<std::string> {
protected:
    Docs() {
        const auto renamed = [](const filesystem::path& file, std::string text) {
            if (type_of(file).starts_with("text/")) text = with(std::move(text), "bensong.example", "news.example");
            return text;
        };
        serve_folder(newspaper, root / "config/sample/www", "/", renamed);
        serve_folder(newspaper, root / "config/sample/articles", "/articles/", renamed);
        // Its recording is missing in the sample, on purpose.
        sound::write_wav(folder / "clock.wav", sound::babble(4.0, 0.1, 22050, 1, 7));
        support::Resource clock{core::read_file(folder / "clock.wav"), "audio/wav"};
        newspaper.on("/audio/town-clock.mp3", support::file(clock));
        core::write_file(folder / "rehearsal.toml",
                         with_fetch(here(core::read_file(root / "tests/data/docs/show.toml"))));
        programs();
    }

    /// What the reader's machine has in its PATH: this program, and a curl that finds the two hosts.
    void programs() const {
        filesystem::create_directories(folder / "bin");
        filesystem::create_symlink(NEWSCAST_PROGRAM, folder / "bin/newscast");
        core::write_file(folder / "bin/curl",
                         fmt::format("#!/bin/sh\nexec /usr/bin/curl --fail --connect-to news.example:80:127.0.0.1:{} "
                                     "\"$@\"\n",
                                     newspaper.port()));
        filesystem::permissions(folder / "bin/curl", filesystem::perms{0755});
    }

    /// A text of a page as it is on this machine. Nobody here has a certificate for hosts that do not exist.
    std::string here(std::string text) const {
        text = std::regex_replace(text, std::regex(R"(https://([^/\s"]*\.example)\b)"), "http://$1");
        for (const char* place : {"/etc/newscast", "/srv/"})
            text = with(std::move(text), place, folder.path().string() + place);
        return text;
    }

    /// The configuration with the way to the two hosts.
    std::string with_fetch(const std::string& text) const {
        const std::string fetch = fmt::format(
            "[fetch]\nconnect_to = [\"news.example:80:127.0.0.1:{0}\", \"podcast.example:80:127.0.0.1:{1}\"]\n"
            "allow_hosts = [\"127.0.0.1\"]\nretries = 0\n",
            newspaper.port(), host.port());
        EXPECT_EQ(text.find("[fetch]"), std::string::npos) << text;
        return text + "\n" + fetch;
    }

    filesystem::path on_this_machine(const std::string& path) const { return folder.path().string() + path; }

    /// Runs a line of a shell as the page's reader would, from a folder of their own.
    Answer run(const std::string& command) const {
        filesystem::create_directories(folder / "home");
        return shell(fmt::format("(cd '{}' && PATH='{}:/usr/bin:/bin' && {})", (folder / "home").string(),
                                 (folder / "bin").string(), command));
    }

    support::TemporaryFolder folder;
    support::LoopbackServer newspaper;
    support::LoopbackServer host;
};

/// The commands that the program knows, each with the text of its help.
const std::map<std::string, std::string>& known_commands() {
    static const std::map<std::string, std::string> known = [] {
        std::map<std::string, std::string> all;
        std::istringstream help(newscast("help").output);
        bool in_list = false;
        for (std::string line; std::getline(help, line);) {
            if (in_list && line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
                const std::string name = line.substr(2, line.find(' ', 2) - 2);
                all[name] = newscast("help " + name).output;
            }
            in_list = in_list || line == "Commands:";
        }
        return all;
    }();
    return known;
}

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream stream(command);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// What is wrong with the words of a command, so far as its help tells; empty: nothing.
std::string fault_of(const std::string& command) {
    const std::vector<std::string> words = words_of(command);
    if (words.size() < 2) return "there is no command";
    if (words[1] == "COMMAND" || words[1].starts_with("--")) return {};
    const auto known = known_commands().find(words[1]);
    if (known == known_commands().end()) return fmt::format("newscast has no command '{}'", words[1]);
    for (std::size_t i = 2; i < words.size(); ++i) {
        std::string option = words[i];
        if (option.starts_with('[')) option.erase(0, 1);
        option = option.substr(0, option.find_first_of("=],.;"));
        const bool is_number = option.size() > 1 && std::isdigit(static_cast<unsigned char>(option[1])) != 0;
        if (!option.starts_with('-') || option == "-" || is_number) continue;
        const std::regex listed("(^|[ ,])" + option + "($|[^-a-z0-9])", std::regex::multiline);
        if (!std::regex_search(known->second, listed))
            return fmt::format("newscast {} has no option '{}'", words[1], option);
    }
    return {};
}

bool begins_with_one_of(const std::string& text, const std::vector<NotRun>& list) {
    return std::ranges::any_of(list, [&](const NotRun& one) { return text.starts_with(one.beginning); });
}

TEST_P(Docs, EveryCommandRunsAsThePageSays) {
    const DocsPage page = read_docs_page(root, GetParam());
    const std::string standing = "/etc/newscast/ben-song.toml";
    bool is_begun = false;  // by `init`, where the page tells how to begin
    for (const DocsBlock& block : page.blocks)
        is_begun = is_begun || block.text().find("-o " + standing) != std::string::npos;
    if (!is_begun) core::write_file(on_this_machine(standing), core::read_file(folder / "rehearsal.toml"));

    for (const DocsBlock& block : page.blocks) {
        if (const std::string file = block.file(); !file.empty())
            core::write_file(on_this_machine(file), with_fetch(here(block.text())));
        if (block.kind != DocsBlock::Kind::commands) continue;
        for (const DocsCommand& command : commands_of(block)) {
            const std::string place = fmt::format("{}:{}: {}", page.name, command.line, command.text);
            if (begins_with_one_of(command.text, not_run)) continue;
            std::string text = here(command.text);
            if (text.starts_with("newscast ")) {
                ASSERT_EQ(fault_of(text), "") << place;
            }
            if (text.starts_with("newscast serve ")) {
                Program server(words_of(text.substr(9)));
                EXPECT_TRUE(server.says("http://127.0.0.1:")) << place << "\n" << server.output();
                ::kill(server.id(), SIGTERM);
                server.wait();
                continue;
            }
            const bool asks = text.starts_with("newscast init ") || text.starts_with("newscast explain ");
            if (asks && text.find("--config") == std::string::npos)
                text += " --config '" + (folder / "rehearsal.toml").string() + "'";
            serve_folder(host, on_this_machine("/srv/podcast"), "/",
                         [](const filesystem::path&, std::string bytes) { return bytes; });
            const auto otherwise = std::ranges::find_if(
                rehearsed, [&](const Rehearsed& one) { return command.text.starts_with(one.beginning); });
            const Answer answer = run(text);
            EXPECT_EQ(answer.exit_code, otherwise == rehearsed.end() ? command.exit_code : otherwise->exit_code)
                << place << "\n"
                << answer.output;
            if (otherwise != rehearsed.end()) {
                EXPECT_THAT(answer.output, HasSubstr(otherwise->says)) << place;
            }
        }
    }
}

TEST_P(Docs, EveryCommandThatIsNamedIsOneOfTheProgram) {
    const DocsPage page = read_docs_page(root, GetParam());
    for (const DocsCommand& command : page.named)
        EXPECT_EQ(fault_of(command.text), "") << page.name << ":" << command.line << ": " << command.text;
    for (const DocsBlock& block : page.blocks) {
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            const std::string command = block.kind == DocsBlock::Kind::text ? command_in(block.lines[i]) : "";
            if (!command.empty()) {
                EXPECT_EQ(fault_of(command), "") << page.name << ":" << block.line + i;
            }
        }
    }
}

TEST_P(Docs, EveryPieceOfAConfigurationLoads) {
    const std::string base = here(core::read_file(root / "tests/data/docs/show.toml"));
    for (const DocsBlock& block : read_docs_page(root, GetParam()).blocks) {
        if (block.kind != DocsBlock::Kind::config) continue;
        // A piece is put to what it does not say itself.
        std::string text = here(block.text());
        for (std::size_t at = 0; at < base.size();) {
            const std::size_t end = std::min(base.find("\n[", at), base.size() - 1) + 1;
            const std::string section = base.substr(at, end - at);
            if (text.find(section.substr(0, section.find('\n'))) == std::string::npos) text += "\n" + section;
            at = end;
        }
        const filesystem::path file = folder / "piece.toml";
        core::write_file(file, text);
        EXPECT_NO_THROW(load_show(file)) << GetParam() << ":" << block.line << "\n" << text;
    }
}

TEST_P(Docs, EveryLinkLeadsToAFile) {
    const std::string text = core::read_file(root / GetParam());
    const std::regex link(R"(\]\(([^)#]+)[^)]*\))");
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found) {
        const std::string target = (*found)[1];
        if (target.find("://") != std::string::npos) continue;
        EXPECT_TRUE(filesystem::exists((root / GetParam()).parent_path() / target)) << GetParam() << ": " << target;
    }
}

/// README and every page of docs/.
std::vector<std::string> pages() {
    std::vector<std::string> names{"README.md"};
    for (const auto& entry : filesystem::directory_iterator(root / "docs"))
        if (entry.path().extension() == ".md") names.push_back("docs/" + entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

INSTANTIATE_TEST_SUITE_P(Pages, Docs, testing::ValuesIn(pages()), [](const auto& page) {
    std::string name = filesystem::path(page.param).stem().string();
    std::erase_if(name, [](char c) { return c == '-'; });
    return name;
});

TEST(DocsForm, ACommandOrOptionThatTheProgramDoesNotKnowIsFound) {
    EXPECT_EQ(fault_of("newscast run --moved x.toml"), "");
    EXPECT_EQ(fault_of("newscast init URL [-o FILE]"), "");
    EXPECT_THAT(fault_of("newscast publish x.toml"), HasSubstr("no command 'publish'"));
    EXPECT_THAT(fault_of("newscast run --move x.toml"), HasSubstr("no option '--move'"));
    EXPECT_THAT(fault_of("newscast status -z"), HasSubstr("no option '-z'"));
}

TEST(DocsForm, ThePagesThatTellWhatToTypeAreRead) {
    for (const auto& [name, least] : {std::pair("README.md", 10),
                                      {"docs/first-feed.md", 8},
                                      {"docs/loudness.md", 8},
                                      {"docs/source-rules.md", 5},
                                      {"docs/several-shows.md", 8}}) {
        std::size_t commands = 0;
        for (const DocsBlock& block : read_docs_page(root, name).blocks)
            if (block.kind == DocsBlock::Kind::commands) commands += commands_of(block).size();
        EXPECT_GE(commands, static_cast<std::size_t>(least)) << name;
    }
}

TEST(DocsForm, ABlockThatSaysNotWhatItIsIsRefused) {
    const support::TemporaryFolder folder;
    core::write_file(folder / "fence.md", "Text.\n\n```\nnewscast run\n```\n");
    EXPECT_THROW(read_docs_page(folder.path(), "fence.md"), std::runtime_error);
    core::write_file(folder / "indented.md", "Text.\n\n    unknown words\n");
    EXPECT_THROW(read_docs_page(folder.path(), "indented.md"), std::runtime_error);
    core::write_file(folder / "open.md", "Text.\n\n```sh\nnewscast run\n");
    EXPECT_THROW(read_docs_page(folder.path(), "open.md"), std::runtime_error);
    core::write_file(folder / "right.md",
                     "Name `newscast run`.\n\n    newscast run  # ends with 2\n\n    newscast help\n");
    const DocsPage page = read_docs_page(folder.path(), "right.md");
    ASSERT_EQ(page.blocks.size(), 1u);
    const std::vector<DocsCommand> commands = commands_of(page.blocks.front());
    ASSERT_EQ(commands.size(), 2u);
    EXPECT_EQ(commands[0].text, "newscast run");
    EXPECT_EQ(commands[0].exit_code, 2);
    EXPECT_EQ(commands[1].line, 5u);
    ASSERT_EQ(page.named.size(), 1u);
}

}  // namespace
}  // namespace app
