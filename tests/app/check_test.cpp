// `newscast check`: a configuration judged whole, by what it says and by what this machine has.

#include "core/atomic_file.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CheckTest : public testing::Test {
protected:
    CheckTest() {
        paper.print_all({"mot", "hai"});
        config = write_config(paper);
        right = core::read_file(config);
    }

    Answer check(const std::string& options = {}, const std::string& environment = {}) const {
        return newscast("check '" + config.string() + "' " + options, environment);
    }
    /// Checks the show with `line` below the line that begins with `after`.
    Answer check_with(const std::string& after, const std::string& line) const {
        std::string text = right;
        const std::size_t place = text.find('\n', text.find("\n" + after) + 1) + 1;
        core::write_file(config, text.insert(place, line + "\n"));
        return check();
    }
    /// Checks the show without the line that begins so, or with another one in its place.
    Answer check_instead(const std::string& begin, const std::string& line) const {
        std::string text = right;
        const std::size_t place = text.find("\n" + begin) + 1;
        core::write_file(config, text.replace(place, text.find('\n', place) - place, line));
        return check();
    }
    std::string line_of(const std::string& part) const {
        const std::string text = core::read_file(config);
        return "test.toml:" +
               std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<long>(text.find(part)), '\n')) +
               ": ";
    }
    std::size_t names() const {
        return static_cast<std::size_t>(
            std::distance(filesystem::recursive_directory_iterator(paper.folder.path()), {}));
    }

    Newspaper paper;
    filesystem::path config;
    std::string right;
};

TEST_F(CheckTest, OfWhatIsRightSaysWhatTheShowWillDoAndChangesNothing) {
    const std::size_t before = names();
    const Answer answer = check();
    EXPECT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_THAT(answer.output,
                AllOf(HasSubstr("test.toml: all is well: \"Báo nói test\" in vi, of 1 source"),
                      HasSubstr("mp3, 64 kbit/s, -16 LUFS"), HasSubstr((paper.folder / "out/test").string()),
                      HasSubstr(paper.server.url("/out/test/feed.xml"))));
    EXPECT_EQ(names(), before) << "nothing is written";
    EXPECT_TRUE(paper.server.requests().empty()) << "and nobody asked";
}

TEST_F(CheckTest, NamesAllMistakesOfFileAndMachineInTheOrderOfLines) {
    core::write_file(paper.folder / "cover.png", "no picture");
    core::write_file(paper.folder / "roots.pem", "no certificate");
    std::string text = right;
    text.replace(text.find("[[source]]"), 0,
                 "image = \"cover.png\"\nformer_feed = \"gone.json\"\npodping = \"https://podping.example/\"\n"
                 "podping_key = \"key\"\n");
    text.replace(text.find("[audio]"), 0,
                 "link_xpath = \"//a[\"\n[[source]]\nkind = \"files\"\npath = \"archive\"\n"
                 "[[bulletin]]\nid = \"b\"\ntitle = \"{date}\"\nat = \"06:30\"\nopening = \"jingle.wav\"\n"
                 "say = [\"no-such-voice\"]\n");
    text += "ca_file = \"roots.pem\"\nretriez = 1\n[monitor]\nmetrics_file = \"roots.pem/figures.prom\"\n";
    core::write_file(config, text);
    const Answer answer = check();
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    std::size_t last = 0;
    for (const auto& [part, said] : {std::pair("image =", "cover.png"),
                                     {"former_feed", "gone.json"},
                                     {"podping_key", "key"},
                                     {"link_xpath", "XPath"},
                                     {"path = \"archive\"", "archive"},
                                     {"opening", "jingle.wav"},
                                     {"say =", "no-such-voice is not installed"},
                                     {"ca_file", "holds no certificate"},
                                     {"retriez", "did you mean retries?"},
                                     {"metrics_file", "roots.pem' is no folder"}}) {
        const std::size_t at = answer.output.find(line_of(part));
        ASSERT_NE(at, std::string::npos) << part << ": " << answer.output;
        EXPECT_THAT(answer.output.substr(at, answer.output.find('\n', at) - at), HasSubstr(said));
        EXPECT_GE(at, last) << part;
        last = at;
    }
    EXPECT_THAT(answer.output, HasSubstr("test.toml: 10 to be changed\n"));
}

TEST_F(CheckTest, LooksAtTheFoldersThatARunWillWrite) {
    core::write_file(paper.folder / "taken", "a file");
    const Answer in_the_way = check_with("recheck_days", "[out]\ndirectory = \"taken/out\"");
    EXPECT_EQ(in_the_way.exit_code, 2);
    EXPECT_THAT(in_the_way.output, AllOf(HasSubstr(line_of("directory = \"taken/out\"")), HasSubstr("out.directory"),
                                         HasSubstr("taken' is no folder")));
}

TEST_F(CheckTest, TellsWhoseAFolderIsThatTakesNothing) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
    filesystem::create_directories(paper.folder / "out");
    filesystem::permissions(paper.folder.path(), filesystem::perms(0755));
    const filesystem::path program = paper.folder / "newscast";
    filesystem::copy_file(NEWSCAST_PROGRAM, program);
    const Answer answer = shell(fmt::format("setpriv --reuid=65534 --regid=65534 --clear-groups '{}' check '{}'",
                                            program.string(), config.string()));
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("out.directory"), HasSubstr("state.directory"),
                                     HasSubstr("run as the user who owns it (root)")));
}

TEST_F(CheckTest, WhatIsOnlyDoubtfulEndsWith1) {
    for (const auto& [begin, line, said] :
         {std::tuple("base_url", "base_url = \"https://podcast.example/test/\"", "is an example"),
          {"base_url", "base_url = \"http://10.1.2.3/test/\"", "is not public"},
          {"owner", "locked = true", "show.owner is not set"}}) {
        const Answer answer = check_instead(begin, line);
        EXPECT_EQ(answer.exit_code, 1) << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr("doubtful: "), HasSubstr(said), HasSubstr("1 doubtful")));
    }
}

TEST_F(CheckTest, LettersThatNoFontHasAreToldBeforeTheCoverIsDrawn) {
    filesystem::create_directory(paper.folder / "fonts");
    filesystem::copy_file("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", paper.folder / "fonts/mono.ttf");
    core::write_file(paper.folder / "fonts.conf",
                     fmt::format("<fontconfig><dir>{0}/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>",
                                 paper.folder.path().string()));
    check_instead("title", "title = \"חדשות\"");
    const Answer answer = check({}, fmt::format("FONTCONFIG_FILE='{}'", (paper.folder / "fonts.conf").string()));
    EXPECT_EQ(answer.exit_code, 1) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of("title =") + "doubtful: the cover's letters of Hebrew"),
                                     HasSubstr("install fonts-noto-core")));
}

TEST_F(CheckTest, AHostWhoseNameLeadsNowhereIsTold) {
    // A label of 70 letters is none that anybody could be asked for.
    const Answer answer =
        check_instead("base_url", "base_url = \"https://" + std::string(70, 'x') + ".podcast.org/test/\"");
    EXPECT_EQ(answer.exit_code, 1) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of("base_url")), HasSubstr("leads nowhere")));
}

TEST_F(CheckTest, ARunThatWouldBeRefusedIsToldBefore) {
    ASSERT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    EXPECT_EQ(check().exit_code, 0);
    const std::string catalog = core::read_file(paper.folder / "state/test/catalog.db");
    const Answer moved = check_instead("base_url", "base_url = \"" + paper.server.url("/anderswo/") + "\"");
    EXPECT_EQ(moved.exit_code, 2) << moved.output;
    EXPECT_THAT(moved.output, AllOf(HasSubstr(line_of("base_url")), HasSubstr("--moved")));
    EXPECT_EQ(core::read_file(paper.folder / "state/test/catalog.db"), catalog);
}

TEST_F(CheckTest, LooksAtSeveralFilesAndTheWorstCounts) {
    const filesystem::path other = write_config(paper, "hai");
    core::write_file(paper.folder / "broken.toml", "[show\n");
    const Answer answer = newscast(fmt::format("check '{}' '{}' '{}' '{}'", (paper.folder / "broken.toml").string(),
                                               config.string(), other.string(), (paper.folder / "no.toml").string()));
    EXPECT_EQ(answer.exit_code, 2);
    EXPECT_THAT(answer.output, AllOf(HasSubstr("broken.toml:1: not valid TOML"), HasSubstr("test.toml: all is well"),
                                     HasSubstr("hai.toml: all is well"), HasSubstr("no.toml")));
}

TEST_F(CheckTest, TellsWhatTheSourcesGiveAndKeepsNothing) {
    paper.print_all({"a1", "a2", "a3", "a4", "a5", "a6"});
    paper.server.on("/a2.html", support::answer(200,
                                                "<html><head><title>Bài không tiếng</title></head><body><article>"
                                                "<p>Chỉ có chữ trong bài này, không có gì để nghe.</p>"
                                                "</article></body></html>",
                                                {{"Content-Type", "text/html"}}));
    paper.server.on("/a3.html", support::answer(404));
    const std::size_t before = names();
    const Answer answer = check("--sources");
    EXPECT_THAT(answer.output, AllOf(HasSubstr("source " + paper.server.url("/") + ": 6 articles"),
                                     HasSubstr(paper.server.url("/a1.html")), HasSubstr("Bài a1"),
                                     HasSubstr("no recording"), HasSubstr("404"), Not(HasSubstr("a6.html"))));
    EXPECT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_EQ(paper.requests("/a1.wav"), 0u) << "no recording is fetched";
    EXPECT_EQ(names(), before);
    const auto told = nlohmann::json::parse(check("--sources --json").output).at(0);
    EXPECT_TRUE(told.at("well").get<bool>());
    const auto& articles = told.at("sources").at(0).at("articles");
    ASSERT_EQ(articles.size(), 5u);
    EXPECT_EQ(articles.at(0).at("title"), "Bài a1");
    EXPECT_EQ(articles.at(0).at("recording"), paper.server.url("/a1.wav"));
    EXPECT_TRUE(articles.at(1).at("recording").is_null());
}

TEST_F(CheckTest, ASourceThatGivesNothingIsDoubtful) {
    paper.server.on("/", support::answer(503));
    const Answer answer = check("--sources");
    EXPECT_EQ(answer.exit_code, 1) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of("url = ")), HasSubstr("503")));
    const auto told = nlohmann::json::parse(check("--sources --json").output).at(0);
    EXPECT_FALSE(told.at("well").get<bool>());
    EXPECT_EQ(std::ranges::count(told.at("findings"), "doubtful",
                                 [](const nlohmann::json& each) { return each.at("weight").get<std::string>(); }),
              1);
}

}  // namespace
}  // namespace app
