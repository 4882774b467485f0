#include "app/workers/program.h"

#include "core/error.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

namespace app {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ProgramEnd sh(const std::string& script, std::string_view input = {}, const ProgramLimits& limits = {}) {
    return run_program("/bin/sh", {"-c", script}, input, limits);
}

/// What is said of a program that does not come to its end.
std::string failure(const std::string& script, const ProgramLimits& limits) {
    try {
        sh(script, {}, limits);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
        return error.what();
    }
    return "it came to its end";
}

TEST(Program, IsGivenItsInputAndGivesItsOutputAndItsLastComplaint) {
    const ProgramEnd end = sh("cat; echo one >&2; echo 'the reason' >&2; exit 7", "Phà sớm");
    EXPECT_EQ(end.output, "Phà sớm");
    EXPECT_EQ(end.complaint, "the reason");
    EXPECT_EQ(end.exit_code, 7);
}

TEST(Program, TakesItsArgumentsAsTheyAre) {
    const ProgramEnd end = run_program("/bin/echo", {"$HOME; `id` \"'*"}, {});
    EXPECT_EQ(end.output, "$HOME; `id` \"'*\n");
}

TEST(Program, HasAnEnvironmentOfItsOwnAndNoFileOfOurs) {
    ::setenv("NEWSCAST_TEST_SECRET", "1", 1);
    const int ours = ::open("/dev/null", O_RDONLY);  // NOLINT: one that is left open on purpose
    const std::string said = sh("env; ls /proc/self/fd | wc -l").output;
    ::close(ours);
    EXPECT_THAT(said, Not(HasSubstr("SECRET")));
    EXPECT_THAT(said, Not(HasSubstr("HOME=")));
    EXPECT_THAT(said, HasSubstr("PATH=/usr/local/bin:/usr/bin:/bin\n"));
    EXPECT_THAT(said, testing::EndsWith("\n4\n"));  // the three, and the listed folder itself
    EXPECT_THAT(sh("grep NoNewPrivs /proc/self/status").output, HasSubstr("1"));
}

TEST(Program, HasItsTimeAndItsRoom) {
    ProgramLimits limits;
    limits.time = std::chrono::seconds(1);
    EXPECT_EQ(failure("sleep 30", limits), "sh took longer than 1 s");
    limits.time = std::chrono::seconds(20);
    limits.output = 1000;
    EXPECT_EQ(failure("yes", limits), "sh gave more than 1000 bytes");
    EXPECT_THAT(failure("kill -9 $$", limits), StartsWith("sh was ended by signal 9"));
}

TEST(Program, ThatIsNotThereOrNoneIsNotFound) {
    EXPECT_TRUE(find_program("sh").has_value());
    EXPECT_FALSE(find_program("no-such-program").has_value());
    EXPECT_EQ(run_program("/nonexistent/program", {}, {}).exit_code, 127);
}

}  // namespace
}  // namespace app
