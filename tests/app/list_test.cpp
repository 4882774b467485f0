#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/text.h"
#include "tests/app/fates_fixture.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ListTest : public FatesFixture {};

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
    const std::string manual = core::read_file(std::string(NEWSCAST_SOURCE_DIR) + "/docs/list-json.md");
    std::map<std::string, nlohmann::json> by_title;
    for (const nlohmann::json& one : listed()) {
        by_title[one.at("title")] = one;
        EXPECT_THAT(manual, HasSubstr("| `" + one.at("state").get<std::string>() + "` |"));
        std::set<std::string> names;
        for (const auto& [name, value] : one.items()) names.insert(name);
        for (const std::string& name : names) EXPECT_THAT(manual, HasSubstr("| `" + name + "` |"));
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
