#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
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

/// What stands on a terminal of so many columns when all of it has come: it breaks lines, goes back to their beginning
/// (\r), up (ESC [ n A), and clears what is below (ESC [ J).
class Screen {
public:
    explicit Screen(std::size_t columns) : columns_(columns) {}

    void take(const std::string& said) {
        for (std::size_t at = 0; at < said.size();) at = said[at] == '\x1b' ? obey(said, at) : put(said, at);
    }
    const std::vector<std::string>& rows() const { return rows_; }

private:
    std::size_t obey(const std::string& said, std::size_t at) {
        std::size_t end = at + 2;
        while (end < said.size() && std::isdigit(static_cast<unsigned char>(said[end])) != 0) ++end;
        const std::string number = said.substr(at + 2, end - at - 2);
        if (said[end] == 'A') row_ -= std::min(row_, static_cast<std::size_t>(number.empty() ? 1 : std::stoi(number)));
        if (said[end] == 'J') rows_.resize(row_ + 1), rows_[row_].clear();
        EXPECT_THAT("AJ", HasSubstr(std::string(1, said[end])));
        return end + 1;
    }
    std::size_t put(const std::string& said, std::size_t at) {
        std::size_t end = at + 1;
        while (end < said.size() && (static_cast<unsigned char>(said[end]) & 0xc0) == 0x80) ++end;
        const std::string sign = said.substr(at, end - at);
        if (sign == "\r") {
            is_at_begin_ = true;
        } else if (sign == "\n") {
            if (++row_ == rows_.size()) rows_.emplace_back();
        } else {
            if (is_at_begin_) rows_[row_].clear();
            is_at_begin_ = false;
            if (core::columns_of(rows_[row_] + sign) > columns_) {
                if (++row_ == rows_.size()) rows_.emplace_back();
            }
            rows_[row_] += sign;
        }
        return end;
    }

    std::size_t columns_;
    std::vector<std::string> rows_{""};
    std::size_t row_ = 0;
    bool is_at_begin_ = false;
};

bool is_of_board(const std::string& row) {
    for (const char* begin : {"preparing ", "downloading ", "reading ", "timing the text of "})
        if (row.starts_with(begin)) return true;
    return row.find(" of 3 ") != std::string::npos;
}

TEST_F(StatusTest, ProgressIsALineAWorkerAndLeavesNothingBehind) {
    for (const std::uint16_t columns : {std::uint16_t{20}, std::uint16_t{80}}) {
        for (const char* folder : {"out", "state"}) std::filesystem::remove_all(paper.folder / folder);
        const std::string said = on_terminal({"run", config}, columns);
        for (const char* drawn : {"downloading '", "preparing '", "0 of 3 "}) EXPECT_THAT(said, HasSubstr(drawn));
        Screen at_the_end(columns);
        at_the_end.take(said);
        std::string steps;
        for (const std::string& row : at_the_end.rows()) {
            EXPECT_FALSE(is_of_board(row)) << row;
            steps += row;
        }
        for (const char* step : {"articles, 3 new", "HTTP status 503", "feed published"})
            EXPECT_THAT(steps, HasSubstr(step));
        // Nothing that is drawn anew is ever broken: each frame as it was drawn.
        for (std::size_t from = said.find("\x1b[J"); from != std::string::npos; from = said.find("\x1b[J", from + 1)) {
            const std::string frame = said.substr(from + 3, said.find('\x1b', from + 3) - from - 3);
            for (const std::string& line : core::split_lines(frame)) {
                EXPECT_TRUE(!is_of_board(line) || core::columns_of(core::trim(line)) < columns) << line;
            }
        }
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
