#include "core/atomic_file.h"
#include "core/lock_file.h"
#include "core/text.h"
#include "tests/app/fates_fixture.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Four new articles wait; one of the first run's fails.
class OnlyTest : public FatesFixture {
protected:
    OnlyTest() {
        unsigned seed = 10;
        for (const char* name : {"moi", "khac", "nua"}) {
            paper.print({name, std::string("Bài ") + name});
            paper.record(name, 0.1, ++seed);
        }
        paper.print_listing({"mot", "hai", "ba", "cam", "moi", "khac", "nua"});
    }
    Answer only(const std::string& name, const std::string& options = {}) const {
        return run(fmt::format("--only '{}' {}", name, options));
    }
    std::string feed() const { return core::read_file(paper.folder / "out/test/feed.xml"); }
};

TEST_F(OnlyTest, DoesOneArticlesWorkAndPublishesIt) {
    const Answer done = only(page("moi"));
    EXPECT_EQ(done.exit_code, 0) << done.output;
    EXPECT_THAT(feed(), AllOf(HasSubstr("Bài moi"), Not(HasSubstr("Bài khac")), HasSubstr("Ủy ban nhân dân")));
    for (const char* other : {"khac", "nua"}) {
        EXPECT_EQ(state_of(other), "waiting") << "the sources were asked, and it waits";
        EXPECT_EQ(paper.requests(std::string("/") + other + ".html"), 0u);
    }
    EXPECT_EQ(paper.requests("/mot.html"), 1u) << "nothing is done to others";
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(state_of("khac"), "published") << "what was left out is done by the next run";
}

TEST_F(OnlyTest, TakesSeveralNamesOfSeveralKinds) {
    EXPECT_EQ(only(page("moi"), "--only 'Bài viết tên khac'").exit_code, 0);
    EXPECT_EQ(state_of("moi"), "published");
    EXPECT_EQ(state_of("khac"), "published");
    EXPECT_EQ(state_of("nua"), "waiting");
}

TEST_F(OnlyTest, WaitsForNoPauseAndLooksNow) {
    paper.record("ba", 0.1, 3);
    EXPECT_EQ(only(page("ba")).exit_code, 0) << "its failure put it off";
    EXPECT_EQ(state_of("ba"), "published");
    paper.print({"ba", "Bài đã sửa tít"});
    EXPECT_EQ(only("Bài không tải được").exit_code, 0) << "it was looked at a moment ago";
    EXPECT_THAT(feed(), HasSubstr("Bài đã sửa tít"));
}

TEST_F(OnlyTest, WhatIsNotKnownIsOneLineAndNothingIsDone) {
    const std::string before = feed();
    const Answer unknown = only("http://elsewhere.example/a.html");
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.output, HasSubstr("--only: nothing goes by 'http://elsewhere.example/a.html', also now that "
                                          "the sources were asked (newscast why tells more)"));
    EXPECT_EQ(core::split_lines(unknown.output).size(), 1u) << unknown.output;
    EXPECT_EQ(paper.requests("/moi.html"), 0u);
    EXPECT_EQ(feed(), before);
    const Answer some = only("http://elsewhere.example/a.html", "--only '" + page("moi") + "'");
    EXPECT_EQ(some.exit_code, 1);
    EXPECT_EQ(state_of("moi"), "published") << "the one that is known is done";
}

TEST_F(OnlyTest, RefusesWhatItCannotDo) {
    const Answer withdrawn = only(page("hai"));
    EXPECT_EQ(withdrawn.exit_code, 2);
    EXPECT_THAT(withdrawn.output, HasSubstr("was withdrawn (newscast restore brings it back)"));
    EXPECT_EQ(only(page("moi"), "--dry-run").exit_code, 2);
    EXPECT_EQ(paper.requests("/moi.html"), 0u);
    const auto lock = core::LockFile::try_acquire(paper.folder / "state/test");
    ASSERT_TRUE(lock);
    const Answer busy = only(page("moi"));
    EXPECT_EQ(busy.exit_code, 1);
    EXPECT_THAT(busy.output, AllOf(HasSubstr("another run is at work"), Not(HasSubstr("nothing goes by"))));
}

TEST_F(OnlyTest, EachShowTakesWhatItKnowsAndWhatNoneKnowsIsToldOnce) {
    paper.print({"rieng", "Bài riêng"});
    paper.record("rieng", 0.1, 20);
    paper.server.on("/kia",
                    support::answer(200, "<html><body><h2><a href=\"/rieng.html\">Bài riêng</a></h2></body></html>",
                                    {{"Content-Type", "text/html"}}));
    const std::string other = write_config(paper, "kia", "/kia").string();
    const Answer told = newscast(fmt::format("run '{}' '{}' --only '{}' --only '{}' --only http://no.example/", config,
                                             other, page("moi"), page("rieng")));
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_EQ(core::split_lines(told.output).size(), 1u) << told.output;
    EXPECT_THAT(told.output, HasSubstr("'http://no.example/'"));
    EXPECT_THAT(feed(), HasSubstr("Bài moi"));
    EXPECT_THAT(core::read_file(paper.folder / "out/kia/feed.xml"), HasSubstr("Bài riêng"));
    EXPECT_EQ(newscast(fmt::format("run '{}' '{}' --only '{}'", config, other, page("rieng"))).exit_code, 0);
}

TEST_F(OnlyTest, MintsNothingThatAFormerFeedMayName) {
    const auto former = paper.folder / "former.json";
    core::write_file(former, R"({"items":[{"guid":"cu-moi","title":"Bài moi","published":"2024-07-08"},)"
                             R"({"guid":"cu-khac","title":"Bài khac","published":"2024-07-08"}]})");
    std::string text = core::read_file(config);
    text.replace(text.find("[[source]]"), 0, fmt::format("former_feed = \"{}\"\n", former.string()));
    core::write_file(config, text);
    const Answer refused = only(page("moi"));
    EXPECT_EQ(refused.exit_code, 2) << refused.output;
    EXPECT_THAT(refused.output, HasSubstr("articles wait to be read, and [show] former_feed has GUIDs that may be "
                                          "theirs"));
    EXPECT_EQ(state_of("moi"), "waiting");
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_THAT(feed(), AllOf(HasSubstr("cu-moi"), HasSubstr("cu-khac")));
    EXPECT_EQ(only(page("moi")).exit_code, 0) << "it has its GUID";
}

TEST_F(OnlyTest, LeavesEditionsOfBulletinsToARunOfAll) {
    core::write_file(config, core::read_file(config) +
                                 "[[bulletin]]\nid = \"ngay\"\ntitle = \"Bản tin\"\nat = "
                                 "[\"00:00\"]\nhours = 87600\n");
    const auto editions = [&] {
        std::size_t count = 0;
        for (const nlohmann::json& one : listed()) count += one.at("bulletin") == "ngay" ? 1 : 0;
        return count;
    };
    EXPECT_EQ(only(page("moi")).exit_code, 0);
    EXPECT_EQ(state_of("moi"), "published");
    EXPECT_EQ(editions(), 0u) << "others that wait to be read belong into it";
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(editions(), 1u);
}

}  // namespace
}  // namespace app
