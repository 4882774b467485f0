#include "config/load.h"
#include "core/atomic_file.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class WithdrawTest : public testing::Test {
protected:
    WithdrawTest() {
        paper.print({"mot", "Bài một"});
        paper.print({"hai", "Bài hai"});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.print_listing({"mot", "hai"});
        config = write_config(paper);
        EXPECT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    }
    Answer withdraw(const std::string& name) const {
        return newscast(
            fmt::format("withdraw '{}' --reason 'người trong bài xin gỡ' --config '{}'", name, config.string()));
    }
    Answer restore(const std::string& name) const {
        return newscast(fmt::format("restore '{}' --config '{}'", name, config.string()));
    }
    std::string feed() const { return core::read_file(paper.folder / "out/test/feed.xml"); }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(WithdrawTest, SaysWhichEpisodeItTookAndBroughtBack) {
    const Answer taken = withdraw("Bài hai");
    EXPECT_EQ(taken.exit_code, 0) << taken.output;
    EXPECT_THAT(taken.output, AllOf(HasSubstr("withdrawn: 'Bài hai'\n  GUID "),
                                    HasSubstr("\n  URL  " + paper.server.url("/hai.html") + "\n")));
    EXPECT_THAT(feed(), AllOf(HasSubstr("Bài một"), Not(HasSubstr("Bài hai"))));
    const std::size_t at = taken.output.find("GUID ") + 5;
    const std::string guid = taken.output.substr(at, taken.output.find('\n', at) - at);
    EXPECT_EQ(restore("Bài một").exit_code, 2) << "it was not withdrawn";
    const Answer restored = restore(guid);
    EXPECT_EQ(restored.exit_code, 0);
    EXPECT_THAT(restored.output, AllOf(HasSubstr("restored: 'Bài hai'"), HasSubstr(guid), HasSubstr("/hai.html")));
    EXPECT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    EXPECT_THAT(feed(), HasSubstr("Bài hai"));
}

TEST_F(WithdrawTest, TakesNothingByANameThatSeveralOrNoneHave) {
    // The same title on another page: nobody can say which one is meant.
    paper.print({"ba", "Bài hai"});
    paper.record("ba", 0.1, 3);
    paper.print_listing({"mot", "hai", "ba"});
    ASSERT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    const std::string before = feed();
    const Answer several = withdraw("Bài hai");
    EXPECT_EQ(several.exit_code, 2);
    EXPECT_THAT(several.output, AllOf(HasSubstr("2 episodes go by 'Bài hai'"), HasSubstr("/hai.html"),
                                      HasSubstr("/ba.html"), Not(HasSubstr("withdrawn:"))));
    EXPECT_EQ(withdraw("http://nowhere.example/").exit_code, 2);
    EXPECT_EQ(feed(), before);
}

TEST_F(WithdrawTest, APageThatNamesAnotherOneAsItselfTakesNothingFromIt) {
    const core::Instant now = core::now();
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const config::Config show = config::load(config);
    paper.server.on("/hai.html",
                    support::answer(200,
                                    fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                                "<link rel=\"canonical\" href=\"{}\"><title>Bài hai</title></head>"
                                                "<body><article><h1>Bài hai</h1><audio src=\"/hai.wav\"></audio>"
                                                "<p>Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng.</p></article>"
                                                "</body></html>",
                                                paper.server.url("/mot.html")),
                                    {{"Content-Type", "text/html"}}));
    ASSERT_NE(static_cast<ExitCode>(
                  run_show(show, {paper.workers, report, interrupt, now + std::chrono::hours(1)}).exit_code),
              ExitCode::machine);
    ASSERT_EQ(paper.requests("/hai.html"), 2u) << "the page was read anew";
    EXPECT_THAT(withdraw(paper.server.url("/hai.html")).output, HasSubstr("withdrawn: 'Bài hai'"));
    EXPECT_THAT(feed(), AllOf(HasSubstr("Bài một"), Not(HasSubstr("Bài hai"))));
}

TEST_F(WithdrawTest, StatusTellsWhatWasWithdrawnAndWhy) {
    const std::string status = "status '" + config.string() + "'";
    EXPECT_THAT(newscast(status).output, Not(HasSubstr("withdrawn")));
    std::string reason = "Người trong bài xin gỡ";
    for (int word = 0; word < 40; ++word) reason += " vì";
    reason += " " + std::string(100, 'a');
    ASSERT_EQ(
        newscast(fmt::format("withdraw 'Bài hai' --reason '{}' --config '{}'", reason, config.string())).exit_code, 0);
    const std::string told = newscast(status).output;
    const std::size_t from = told.find("\nwithdrawn ");
    ASSERT_NE(from, std::string::npos) << told;
    const std::string list = told.substr(from + 1);
    const std::string today = core::format_iso8601(core::to_written(core::now(), "Asia/Ho_Chi_Minh")).substr(0, 10);
    EXPECT_THAT(list, AllOf(HasSubstr("withdrawn " + today + "  Bài hai\n    Người trong bài xin gỡ"),
                            HasSubstr("\n    " + std::string(76, 'a') + "\n    " + std::string(24, 'a') + "\n")));
    for (const std::string& line : core::split_lines(list)) EXPECT_LE(core::length(line), 80u) << line;
    const auto shows = nlohmann::json::parse(newscast(status + " --json").output);
    const auto& withdrawn = shows.at(0).at("withdrawn");
    ASSERT_EQ(withdrawn.size(), 1u);
    EXPECT_EQ(withdrawn[0].at("title"), "Bài hai");
    EXPECT_EQ(withdrawn[0].at("reason"), reason);
    EXPECT_EQ(withdrawn[0].at("url"), paper.server.url("/hai.html"));
    EXPECT_EQ(shows.at(0).at("episodes").size(), 1u);
}

}  // namespace
}  // namespace app
