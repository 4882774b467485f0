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

class RetryTest : public FatesFixture {
protected:
    Answer retry(const std::string& name) const {
        return newscast(fmt::format("retry {} --config '{}'", name, config));
    }
    std::size_t asked() const { return paper.requests("/ba.wav"); }
};

TEST_F(RetryTest, TheNextRunTakesUpWhatIsNamedAndNotBefore) {
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(asked(), 1u) << "it waits for its next try";
    paper.record("ba", 0.1, 3);
    const Answer told = retry("'" + page("ba") + "'");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.output, AllOf(HasSubstr("due now: 'Bài không tải được' (" + page("ba") +
                                             "): failed to download, 1 "
                                             "try, next try 2"),
                                   HasSubstr("503"), HasSubstr("\nthe next run takes it up\n")));
    EXPECT_EQ(asked(), 1u) << "nothing is asked by saying so";
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(state_of("ba"), "published");
    const Answer none = retry("'" + page("ba") + "'");
    EXPECT_EQ(none.exit_code, 0);
    EXPECT_THAT(none.output, HasSubstr("fails: there is nothing to try again\n"));
}

TEST_F(RetryTest, WithoutANameItSaysWhatFailsAndAsks) {
    const Answer told = retry("");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.output, AllOf(HasSubstr("fails: 'Bài không tải được' (" + page("ba") + ")"),
                                   HasSubstr("newscast: say what is to be tried again: its URL, GUID or title, or "
                                             "--all for all of these\n")));
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(asked(), 1u) << "nothing was made due";
    EXPECT_EQ(retry("--all").exit_code, 0);
    EXPECT_EQ(run().exit_code, 1);
    EXPECT_EQ(asked(), 2u);
    paper.record("ba", 0.1, 3);
    EXPECT_EQ(retry("--all").exit_code, 0);
    EXPECT_EQ(run().exit_code, 0);
    for (const char* words : {"", "--all"}) {
        const Answer none = retry(words);
        EXPECT_EQ(none.exit_code, 0);
        EXPECT_EQ(none.output, "nothing fails: there is nothing to try again\n");
    }
}

TEST_F(RetryTest, WhatIsGoneIsAskedForAgainToo) {
    paper.server.on("/moi.html", support::answer(404, ""));
    paper.print_listing({"mot", "moi"});
    run();
    EXPECT_EQ(state_of("moi"), "failing");
    paper.print({"moi", "Bài mới"});
    paper.record("moi", 0.1, 6);
    run();
    EXPECT_EQ(state_of("moi"), "failing");
    EXPECT_EQ(retry("'" + page("moi") + "'").exit_code, 0);
    run();
    EXPECT_EQ(state_of("moi"), "published");
}

TEST_F(RetryTest, RefusesWhatNothingGoesByAndAShowAtWork) {
    const Answer unknown = retry("'Bài nào đó'");
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_EQ(unknown.output, "newscast: nothing goes by 'Bài nào đó' (newscast list --failed names what fails)\n");
    EXPECT_EQ(retry("--all '" + page("ba") + "'").exit_code, 2);
    EXPECT_EQ(retry("'" + page("hai") + "'").exit_code, 0) << "it is withdrawn: nothing of it fails";
    const auto lock = core::LockFile::try_acquire(paper.folder / "state/test");
    ASSERT_TRUE(lock);
    const Answer busy = retry("--all");
    EXPECT_EQ(busy.exit_code, 1);
    EXPECT_EQ(busy.output, "newscast: show test: a run is at work; try again\n");
}

TEST_F(RetryTest, MakesNoStateOfAShowThatWasNeverRun) {
    const std::string other = write_config(paper, "kia").string();
    for (const char* words : {"", "--all", "'http://a.example/'"}) {
        const Answer told = newscast(fmt::format("retry {} --config '{}'", words, other));
        EXPECT_EQ(told.exit_code, 3) << words;
        EXPECT_THAT(told.output, HasSubstr("nothing has been run yet"));
    }
    EXPECT_FALSE(std::filesystem::exists(paper.folder / "state/kia"));
}

}  // namespace
}  // namespace app
