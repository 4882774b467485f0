#include "app/workers/program.h"

#include "core/error.h"
#include "core/file_descriptor.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

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

TEST(Program, MayCloseItsOutputBeforeItEnds) {
    ProgramLimits limits;
    limits.time = std::chrono::seconds(1);
    EXPECT_EQ(failure("exec >&-; exec sleep 100000", limits), "sh took longer than 1 s");
    limits.time = std::chrono::seconds(60);
    const ProgramEnd end = sh("echo said; exec >&-; cat >/dev/null; exit 3", "Phà sớm", limits);
    EXPECT_EQ(end.output, "said\n");
    EXPECT_EQ(end.exit_code, 3);
}

class ProgramWithChildren : public testing::Test {
protected:
    ProgramWithChildren() : line(folder / "line") { ::mkfifo(line.c_str(), 0600); }

    /// Whether nobody holds the line's other end any more, who had it.
    static bool is_let_go(int listening) {
        pollfd waiting{listening, POLLIN, 0};
        return ::poll(&waiting, 1, 30'000) == 1 && (waiting.revents & POLLHUP) != 0;
    }

    support::TemporaryFolder folder;
    std::filesystem::path line;  ///< a pipe with a name
};

TEST_F(ProgramWithChildren, LeavesNobodyBehind) {
    const core::FileDescriptor listening = core::open_to_read(line);
    const std::string child = "exec 9>'" + line.string() + "'; sleep 99999 ";
    const ProgramEnd end = sh(child + "& echo said; exit 4");
    EXPECT_EQ(end.output, "said\n");
    EXPECT_EQ(end.exit_code, 4);
    EXPECT_TRUE(is_let_go(listening.get()));
    ProgramLimits limits;
    limits.time = std::chrono::seconds(1);
    EXPECT_EQ(failure(child + "; echo never", limits), "sh took longer than 1 s");
    EXPECT_TRUE(is_let_go(listening.get()));
}

TEST_F(ProgramWithChildren, AreNotWaitedForThoughTheyKeepItsOutput) {
    // It has left the group before the program ends: until then it would be ended with it.
    const std::string left = "'" + (folder / "left").string() + "'";
    const std::string child = "setsid sh -c \": >" + left + "; exec cat '" + line.string() + "'\" & ";
    const std::string until_it_left = "until [ -e " + left + " ]; do sleep 0.01; done; ";
    EXPECT_EQ(sh(child + until_it_left + "head -c 300000 /dev/zero").output.size(), 300000u);
    const core::FileDescriptor end(::open(line.c_str(), O_WRONLY | O_CLOEXEC));  // which ends it
    EXPECT_TRUE(end);
}

TEST(Program, IsAGroupOfItsOwn) {
    EXPECT_EQ(sh("read -r pid name state parent group rest </proc/$$/stat; test $group -eq $$").exit_code, 0)
        << "Ctrl-C is for us, who end it";
}

TEST(Program, MayBeListenedToAsItSpeaks) {
    std::string heard;
    ProgramDealings dealings;
    dealings.take = [&](std::string_view piece) { heard += piece; };
    const ProgramEnd end = run_program("/bin/sh", {"-c", "head -c 300000 /dev/zero; exit 2"}, {}, {}, dealings);
    EXPECT_EQ(heard, std::string(300'000, '\0'));
    EXPECT_EQ(end.output, "");
    EXPECT_EQ(end.exit_code, 2);
    ProgramLimits limits;
    limits.output = 100'000;
    EXPECT_THROW(run_program("/bin/sh", {"-c", "head -c 300000 /dev/zero"}, {}, limits, dealings), core::Error);
    dealings.take = [](std::string_view) { throw core::Error(core::ErrorKind::storage, "full"); };
    EXPECT_THROW(run_program("/bin/sh", {"-c", "echo x; sleep 99999"}, {}, {}, dealings), core::Error);
}

TEST(Program, WorksInAFolderOfItsOwn) {
    const support::TemporaryFolder folder;
    ProgramDealings dealings;
    dealings.folder = folder.path();
    EXPECT_EQ(run_program("/bin/sh", {"-c", "pwd; echo $TMPDIR"}, {}, {}, dealings).output,
              folder.path().string() + "\n" + folder.path().string() + "\n");
    dealings.folder = folder / "none";
    const ProgramEnd end = run_program("/bin/sh", {"-c", "pwd"}, {}, {}, dealings);
    EXPECT_EQ(end.exit_code, 127);
    EXPECT_EQ(end.complaint, "it cannot be executed in its folder: No such file or directory");
}

TEST(Program, WritesNoLargerFileThanItMay) {
    const support::TemporaryFolder folder;
    ProgramLimits limits;
    limits.output = 100'000;
    EXPECT_EQ(failure("exec head -c 300000 /dev/zero >'" + (folder / "x").string() + "'", limits),
              "sh wrote more than 100000 bytes");
    EXPECT_EQ(std::filesystem::file_size(folder / "x"), 100'000U);
}

TEST(Program, ThatIsNotThereOrNoneIsNotFound) {
    EXPECT_TRUE(find_program("sh").has_value());
    EXPECT_FALSE(find_program("no-such-program").has_value());
    const ProgramEnd none = run_program("/nonexistent/program", {}, {});
    EXPECT_EQ(none.exit_code, 127);
    EXPECT_EQ(none.complaint, "it cannot be executed: No such file or directory");
}

}  // namespace
}  // namespace app
