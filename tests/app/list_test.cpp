#include "core/columns.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* long_title =
    "Ủy ban nhân dân tổ chức hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn trong năm nay";

/// One is published, one fails, one has no recording, one is withdrawn.
class ListTest : public testing::Test {
protected:
    ListTest() {
        paper.print({"mot", long_title});
        paper.print({"hai", "Bài xin gỡ"});
        paper.print({"ba", "Bài không tải được"});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.server.on("/ba.wav", support::answer(503, ""));
        paper.server.on("/cam.html", support::answer(200,
                                                     "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                                     "<title>Bài câm</title></head><body><article><h1>Bài câm</h1>"
                                                     "<p>Một đoạn đủ dài để là một bài viết của báo.</p></article>"
                                                     "</body></html>",
                                                     {{"Content-Type", "text/html"}}));
        paper.print_listing({"mot", "hai", "ba", "cam"});
        config = write_config(paper).string();
        EXPECT_EQ(newscast("run '" + config + "'").exit_code, 1);
        EXPECT_EQ(newscast("withdraw 'Bài xin gỡ' --reason 'người trong bài xin gỡ, và tòa soạn đã đồng ý với họ' "
                           "--config '" +
                           config + "'")
                      .exit_code,
                  0);
    }
    Answer list(const std::string& options = {}, const std::string& environment = {}) const {
        return newscast("list '" + config + "' " + options, environment);
    }
    nlohmann::json listed(const std::string& options = {}) const {
        return nlohmann::json::parse(list("--json " + options).output);
    }

    Newspaper paper;
    std::string config;
};

TEST_F(ListTest, TellsHowFarEachArticleHasComeAndWhy) {
    const Answer told = list();
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.output,
                AllOf(HasSubstr("2024-07-08  published    Ủy ban nhân dân"),
                      HasSubstr("2024-07-08  withdrawn    Bài xin gỡ\n                         người trong bài xin gỡ"),
                      HasSubstr("2024-07-08  failing      Bài không tải được\n                         failed to "
                                "download, 1 try, next try 2"),
                      HasSubstr("503"), Not(HasSubstr("Bài câm")), Not(HasSubstr("\x1b"))));
    EXPECT_THAT(core::collapse_space(told.output),
                HasSubstr("1 published, 1 failing, 1 withdrawn; not listed: 1 without a recording (--all lists them)"));
    EXPECT_THAT(list("--all").output, AllOf(HasSubstr("silent       Bài câm"), Not(HasSubstr("not listed"))));
    EXPECT_THAT(list("--failed").output, AllOf(HasSubstr("Bài không tải được"), Not(HasSubstr("Bài xin gỡ")),
                                               Not(HasSubstr("Ủy ban")), HasSubstr("\n1 failing\n")));
}

TEST_F(ListTest, GivesProgramsAllOfThemUnderStableNames) {
    std::map<std::string, nlohmann::json> by_title;
    for (const nlohmann::json& one : listed()) {
        by_title[one.at("title")] = one;
        std::set<std::string> names;
        for (const auto& [name, value] : one.items()) names.insert(name);
        EXPECT_EQ(names, (std::set<std::string>{"show", "guid", "title", "url", "source", "bulletin", "date", "state",
                                                "step", "file", "reason", "page_is_now", "failures"}));
    }
    ASSERT_EQ(by_title.size(), 4u);
    const nlohmann::json& published = by_title.at(long_title);
    EXPECT_EQ(published.at("state"), "published");
    EXPECT_EQ(published.at("show"), "test");
    EXPECT_EQ(published.at("date"), "2024-07-08T03:00:11+00:00");
    EXPECT_EQ(published.at("url"), paper.server.url("/mot.html"));
    EXPECT_THAT(published.at("file").get<std::string>(), HasSubstr("media/2024-07-08-uy-ban"));
    EXPECT_FALSE(published.at("guid").get<std::string>().empty());
    const nlohmann::json& failing = by_title.at("Bài không tải được");
    EXPECT_EQ(failing.at("state"), "failing");
    EXPECT_EQ(failing.at("step"), "download");
    ASSERT_EQ(failing.at("failures").size(), 1u);
    EXPECT_EQ(failing.at("failures")[0].at("attempts"), 1);
    EXPECT_EQ(failing.at("failures")[0].at("kind"), "network");
    EXPECT_EQ(by_title.at("Bài câm").at("state"), "silent");
    EXPECT_EQ(by_title.at("Bài xin gỡ").at("reason"), "người trong bài xin gỡ, và tòa soạn đã đồng ý với họ");
    EXPECT_EQ(listed("--failed").size(), 1u);
}

TEST_F(ListTest, TakesADayOrANumberOfDays) {
    EXPECT_EQ(listed("--since 2024-07-08").size(), 4u) << "the page without a day is of when it was first seen";
    EXPECT_EQ(listed("--since 2024-07-09").size(), 1u);
    EXPECT_EQ(listed("--since 7d").size(), 1u);
    EXPECT_EQ(listed("--since 10000d").size(), 4u);
    for (const char* wrong : {"d", "-1d", "7", "heute", "2024-13-01", "2024-07-08T10:00:00", "99999999999d"}) {
        const Answer refused = list(fmt::format("--since={}", wrong));
        EXPECT_EQ(refused.exit_code, 2) << wrong;
        EXPECT_EQ(refused.output, fmt::format("newscast: --since takes a day (2026-11-30) or a number of days (7d), "
                                              "not '{}'\n",
                                              wrong));
    }
}

TEST_F(ListTest, FitsTheTerminalAndColoursOnlyOne) {
    for (const std::uint16_t columns : {std::uint16_t{40}, std::uint16_t{60}, std::uint16_t{80}, std::uint16_t{132}}) {
        const std::string said = on_terminal({"list", "--all", config}, columns, "xterm", {{"NO_COLOR", "1"}});
        EXPECT_THAT(said, Not(HasSubstr("\x1b")));
        for (const std::string& line : core::split_lines(said))
            EXPECT_LE(core::columns_of(line), std::max<std::size_t>(columns, 60)) << line;
    }
    EXPECT_THAT(on_terminal({"list", config}, 80), AllOf(HasSubstr("\x1b[32mpublished  \x1b[0m  Ủy ban"),
                                                         HasSubstr("\x1b[31mfailing    \x1b[0m  Bài không")));
    EXPECT_THAT(on_terminal({"list", config}, 80, "xterm", {{"NO_COLOR", ""}}), HasSubstr("\x1b[32m"))
        << "an empty one says nothing";
    EXPECT_THAT(on_terminal({"list", config}, 80, "dumb"), Not(HasSubstr("\x1b")));
}

TEST_F(ListTest, ListsSeveralShowsAndNothingThatWasNeverRun) {
    const std::string other = write_config(paper, "kia").string();
    const Answer never = newscast("list '" + other + "'");
    EXPECT_EQ(never.exit_code, 3);
    EXPECT_THAT(never.output, HasSubstr("nothing has been run yet"));
    paper.print_listing({"mot"});
    ASSERT_EQ(newscast("run '" + other + "'").exit_code, 0);
    EXPECT_EQ(listed("'" + other + "'").size(), 5u);
    EXPECT_THAT(list("'" + other + "'").output,
                AllOf(HasSubstr("Báo nói test (test)\n"), HasSubstr("Báo nói kia (kia)\n")));
    EXPECT_THAT(newscast("list --failed '" + other + "'").output, HasSubstr("nothing fails\n"));
}

}  // namespace
}  // namespace app
