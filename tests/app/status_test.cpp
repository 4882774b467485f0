#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* long_title =
    "Ủy ban nhân dân tổ chức hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn trong năm, triển "
    "khai "
    "nhiệm vụ trọng tâm của năm tới ở các xã ven sông";

/// What the program says on a terminal of so many columns, of a kind that TERM names.
std::string on_terminal(std::vector<std::string> words, std::uint16_t columns, const char* kind = "xterm") {
    words.insert(words.begin(), NEWSCAST_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const winsize window{24, columns, 0, 0};
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &window);
    if (child == 0) {
        ::unsetenv("COLUMNS");
        if (kind == nullptr)
            ::unsetenv("TERM");
        else
            ::setenv("TERM", kind, 1);
        ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }
    std::string said;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; (got = ::read(terminal, piece.data(), piece.size())) > 0;)
        said.append(piece.data(), static_cast<std::size_t>(got));
    ::close(terminal);
    int status = 0;
    ::waitpid(child, &status, 0);
    return said;
}

class StatusTest : public testing::Test {
protected:
    StatusTest() {
        paper.print({"mot", long_title});
        paper.print({"hai", "東京都の天気予報です、明日は雨が降るでしょう、お出かけの際は傘をお忘れなく"});
        paper.print({"ba", "Bài không tải được"});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.server.on("/ba.wav", support::answer(503, ""));
        paper.print_listing({"mot", "hai", "ba"});
        config = write_config(paper).string();
    }
    Answer status(const std::string& options = {}, const std::string& environment = {}) const {
        return newscast("status '" + config + "' " + options, environment);
    }

    Newspaper paper;
    std::string config;
};

void expect_within(std::size_t columns, const std::string& text) {
    for (const std::string& line : core::split_lines(text))
        EXPECT_TRUE(line.starts_with("feed ") || core::columns_of(line) <= columns) << line;
}

TEST_F(StatusTest, FitsTheTerminalWhateverTheTitlesAre) {
    EXPECT_EQ(newscast("run '" + config + "'").exit_code, 1);
    const Answer told = status();
    EXPECT_EQ(told.exit_code, 0);
    expect_within(80, told.output);
    EXPECT_THAT(told.output, AllOf(HasSubstr("Ủy ban nhân dân"), HasSubstr("東京都の"), HasSubstr("…")));
    EXPECT_THAT(told.output, HasSubstr("2 episodes, times in Asia/Ho_Chi_Minh"));
    expect_within(132, status({}, "COLUMNS=132").output);
    expect_within(72, on_terminal({"status", config}, 72));
    // The columns stand below each other, however wide the characters are.
    std::size_t rows = 0;
    for (const std::string& line : core::split_lines(told.output))
        if (const std::size_t lane = line.rfind("encode"); lane != std::string::npos) {
            EXPECT_EQ(core::columns_of(line.substr(0, lane)), 70u) << line;
            ++rows;
        }
    EXPECT_EQ(rows, 2u) << told.output;
}

TEST_F(StatusTest, TellsWhatFailedAndWhenItIsTriedAgain) {
    EXPECT_EQ(newscast("run '" + config + "'").exit_code, 1);
    EXPECT_THAT(status().output,
                AllOf(HasSubstr("failed to download, 1 try, next try 2"), HasSubstr("Bài không tải được"),
                      HasSubstr("503"), Not(HasSubstr("waiting for"))));
    const auto show = nlohmann::json::parse(status("--json").output).at(0);
    EXPECT_EQ(show.at("timezone"), "Asia/Ho_Chi_Minh");
    EXPECT_TRUE(show.at("waiting").empty());
    const auto& failure = show.at("failures").at(0);
    EXPECT_EQ(failure.at("step"), "download");
    EXPECT_EQ(failure.at("kind"), "network");
    EXPECT_EQ(failure.at("url"), paper.server.url("/ba.html"));
    EXPECT_TRUE(failure.contains("next_try"));
}

TEST_F(StatusTest, TellsEverythingWhereItIsAsked) {
    EXPECT_EQ(newscast("run '" + config + "'").exit_code, 1);
    const auto episodes = nlohmann::json::parse(status("--json").output).at(0).at("episodes");
    for (const char* option : {"-v", "--verbose"}) {
        const std::string told = status(option).output;
        for (const auto& episode : episodes)
            for (const char* key : {"guid", "url", "recording", "file"})
                EXPECT_THAT(told, HasSubstr(episode.at(key).get<std::string>() + "\n"));
        EXPECT_THAT(told, HasSubstr("dBTP to "));
        EXPECT_THAT(core::collapse_space(told), HasSubstr(long_title));
    }
}

TEST_F(StatusTest, FoldsTitlesWhereItTellsEverything) {
    newscast("run '" + config + "'");
    const std::string guid = nlohmann::json::parse(status("--json").output).at(0).at("episodes").at(0).at("guid");
    const std::string other = nlohmann::json::parse(status("--json").output).at(0).at("episodes").at(1).at("guid");
    for (const std::string& each : {guid, other})
        ASSERT_EQ(newscast("withdraw " + each + " --reason 'thử' --config '" + config + "'").exit_code, 0);
    const auto expect_folded = [&](const char* begin) {
        std::size_t lines = 0;
        const std::string told = status("-v").output;
        for (const std::string& line : core::split_lines(told)) {
            if (!line.starts_with("withdrawn ") && !line.starts_with("    to be ")) continue;
            EXPECT_LE(core::columns_of(line), 80u) << line;
            lines += line.starts_with(begin) ? 1 : 0;
        }
        EXPECT_EQ(lines, 2u) << told;
        EXPECT_THAT(core::collapse_space(told), HasSubstr(long_title));
    };
    expect_folded("withdrawn 2");
    for (const std::string& each : {guid, other})
        ASSERT_EQ(newscast("restore " + each + " --config '" + config + "'").exit_code, 0);
    expect_folded("    to be made  ");
}

TEST_F(StatusTest, ATitleTurnsNothingAround) {
    paper.print({"mot", "\u202E\u2067Tin đảo ngược\u2069\u202C \u200Fhôm nay"});
    newscast("run '" + config + "'");
    for (const char* option : {"", "-v"})
        EXPECT_THAT(status(option).output, AllOf(HasSubstr("Tin đảo ngược hôm nay"), Not(HasSubstr("\u202E")),
                                                 Not(HasSubstr("\u2067")), Not(HasSubstr("\u200F"))));
}

TEST_F(StatusTest, TellsWhatWaits) {
    EXPECT_EQ(newscast("run '" + config + "'").exit_code, 1);
    const auto show = [this] { return nlohmann::json::parse(status("--json").output).at(0); };
    const std::string guid = show().at("episodes").at(0).at("guid").get<std::string>();
    ASSERT_EQ(newscast("withdraw " + guid + " --reason 'thử' --config '" + config + "'").exit_code, 0);
    newscast("run '" + config + "'");
    EXPECT_TRUE(show().at("waiting").empty());
    ASSERT_EQ(newscast("restore " + guid + " --config '" + config + "'").exit_code, 0);
    EXPECT_THAT(status().output, HasSubstr("waiting for the next run: 1 to be made (status -v names them)\n"));
    EXPECT_THAT(status("-v").output, AllOf(HasSubstr("waiting for the next run: 1 to be made\n    to be made  ")));
    EXPECT_EQ(show().at("waiting").at(0).at("step"), "make");
}

/// Each redrawing begins with a carriage return.
std::vector<std::string> drawn_in(const std::string& said) {
    constexpr std::string_view redraw = "\r\x1b[K";
    std::vector<std::string> lines;
    for (std::size_t at = said.find(redraw); at != std::string::npos;) {
        const std::size_t from = at + redraw.size();
        at = said.find(redraw, from);
        std::string line = said.substr(from, std::min(at, said.find('\r', from)) - from);
        // What it makes room for is a line for good.
        if (line.starts_with("preparing ") || line.starts_with("downloading ")) lines.push_back(std::move(line));
    }
    return lines;
}

TEST_F(StatusTest, ProgressNeverTakesASecondRow) {
    for (const std::uint16_t columns : {std::uint16_t{20}, std::uint16_t{80}}) {
        for (const char* folder : {"out", "state"}) std::filesystem::remove_all(paper.folder / folder);
        const std::string said = on_terminal({"run", config}, columns);
        const std::vector<std::string> drawn = drawn_in(said);
        EXPECT_FALSE(drawn.empty()) << said;
        for (const std::string& line : drawn) EXPECT_LT(core::columns_of(line), columns) << line;
    }
}

TEST_F(StatusTest, ATerminalThatKnowsNoEscapesGetsNone) {
    for (const char* kind : {static_cast<const char*>(nullptr), "", "dumb"}) {
        for (const char* folder : {"out", "state"}) std::filesystem::remove_all(paper.folder / folder);
        const std::string said = on_terminal({"run", config}, 80, kind);
        EXPECT_THAT(said, AllOf(HasSubstr("encode"), Not(HasSubstr("\x1b")))) << "the steps are told all the same";
    }
}

}  // namespace
}  // namespace app
