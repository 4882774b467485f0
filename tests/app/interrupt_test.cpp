#include "core/atomic_file.h"
#include "core/file_descriptor.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <thread>

namespace app {
namespace {

constexpr const char* interrupted = "newscast: interrupted by SIGTERM; what is under way is finished by the next run";
constexpr const char* at_once = "newscast: ended at once by a second signal";

/// The built program at work on a newspaper.
class InterruptTest : public testing::Test {
protected:
    InterruptTest() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        config = write_config(paper);
    }

    std::vector<std::string> run() const { return {"run", config.string()}; }
    /// So that the run waits for a recording that does not come.
    void keep_waiting() { paper.server.on("/mot.wav", support::silence()); }
    void wait_for_request(const std::string& path) const {
        while (paper.requests(path) == 0) std::this_thread::yield();
    }

    Newspaper paper;
    std::filesystem::path config;
};

TEST_F(InterruptTest, TheFirstSignalSaysWhatBecomesOfTheRun) {
    keep_waiting();
    Program program(run());
    wait_for_request("/mot.wav");
    ::kill(program.id(), SIGTERM);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_NE(answer.output.find(interrupted), std::string::npos) << answer.output;
    EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 1) << answer.output;
}

TEST_F(InterruptTest, ASignalEndsWhatOnlyLooksToo) {
    ASSERT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    const std::size_t asked = paper.requests("/");
    paper.server.on("/", support::silence());
    Program program({"doctor", config.string()});
    while (paper.requests("/") == asked) std::this_thread::yield();
    ::kill(program.id(), SIGTERM);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_NE(answer.output.find("newscast: interrupted by SIGTERM"), std::string::npos) << answer.output;
}

TEST_F(InterruptTest, TwoSignalsOfOneCauseAreOne) {
    keep_waiting();
    Program program(run());
    wait_for_request("/mot.wav");
    // As timeout(1) does it.
    ::kill(program.id(), SIGTERM);
    ::kill(program.id(), SIGTERM);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_EQ(answer.output.find(at_once), std::string::npos) << answer.output;
}

TEST_F(InterruptTest, ASecondSignalEndsARunThatIsStuckInAReading) {
    // A list on standard input that somebody else is still writing, and never ends.
    std::string text = core::read_file(config);
    const std::size_t source = text.find("[[source]]");
    text.replace(source, text.find("\n[", source + 10) - source, "[[source]]\nkind = \"list\"\npath = \"-\"\n");
    core::write_file(config, text);
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const core::FileDescriptor reading(ends[0]);
    const core::FileDescriptor writing(ends[1]);
    const core::FileDescriptor before(::dup(STDIN_FILENO));
    ::dup2(reading.get(), STDIN_FILENO);
    Program program(run());
    ::dup2(before.get(), STDIN_FILENO);
    ASSERT_EQ(::write(writing.get(), "#\n", 2), 2);
    int waiting = 2;
    while (waiting > 0) ASSERT_EQ(::ioctl(reading.get(), FIONREAD, &waiting), 0);  // until it is being read
    const auto asked = std::chrono::steady_clock::now();
    ::kill(program.id(), SIGTERM);
    ASSERT_TRUE(program.says(interrupted));
    while (!program.says_at_once(at_once)) ::kill(program.id(), SIGINT);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 2) << answer.output;
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(4)) << "before patience is at its end";
}

TEST_F(InterruptTest, GoesOnWithoutATerminalWhereItWasStartedSo) {
    keep_waiting();
    ::signal(SIGHUP, SIG_IGN);
    Program program(run());
    ::signal(SIGHUP, SIG_DFL);
    wait_for_request("/mot.wav");
    ::kill(program.id(), SIGHUP);
    ::kill(program.id(), SIGTERM);
    EXPECT_NE(program.wait().output.find(interrupted), std::string::npos);
}

}  // namespace
}  // namespace app
