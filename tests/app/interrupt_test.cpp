#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace app {
namespace {

constexpr const char* interrupted = "newscast: interrupted by SIGTERM; what is under way is finished by the next run";
constexpr const char* at_once = "newscast: ended at once by a second signal";

/// What a process has used of a core.
double seconds_of_work(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(file, text);
    // The fields after the name in parentheses begin with the third; the fourteenth is the time in user mode.
    std::istringstream fields(text.substr(text.rfind(')') + 1));
    std::string field;
    for (int number = 3; number <= 14; ++number) fields >> field;
    return std::stod(field) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

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

TEST_F(InterruptTest, ASecondSignalEndsARunThatIsStuckInAnExpression) {
    std::string text = core::read_file(config);
    const std::string include = "include = [\"html$\"]";
    text.replace(text.find(include), include.size(), "include = ['/([a-z0-9]+-?)+\\.html$']");
    core::write_file(config, text);
    paper.server.on(
        "/", support::answer(200, "<html><body><a href=\"/tin/" + std::string(60, 'a') + ".aspx\">x</a></body></html>",
                             {{"Content-Type", "text/html"}}));
    Program program(run());
    while (seconds_of_work(program.id()) < 0.3) std::this_thread::yield();
    const auto asked = std::chrono::steady_clock::now();
    ::kill(program.id(), SIGTERM);
    ASSERT_TRUE(program.says(interrupted));
    while (!program.says_at_once(at_once)) ::kill(program.id(), SIGINT);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 2) << answer.output;
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(10));
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
