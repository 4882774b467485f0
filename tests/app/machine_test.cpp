// What the machine refuses, and what nobody foresaw: the program says so, ends with the right code, and goes on.

#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <thread>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Machine : public testing::Test {
protected:
    Machine() {
        paper.print_all({"mot", "hai"});
        config = write_config(paper);
    }

    Answer run(const std::string& fault = {}, const std::string& options = {}) const {
        return newscast("run " + options + " '" + config.string() + "'",
                        fault.empty() ? "" : "NEWSCAST_FAULT=" + fault);
    }
    std::size_t calls() const {
        const Answer answer = run("count");
        const std::string word = "disk calls: ";
        return std::stoul(answer.output.substr(answer.output.find(word) + word.size()));
    }
    /// Lets the show's one source be a local one.
    void take_from(const std::string& kind, const std::string& path) const {
        std::string text = core::read_file(config);
        const std::size_t source = text.find("[[source]]");
        text.replace(source, text.find("\n[", source + 10) - source,
                     fmt::format("[[source]]\nkind = \"{}\"\npath = \"{}\"\n", kind, path));
        core::write_file(config, text);
    }
    void start_anew() const {
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
    }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(Machine, WhatNobodyForesawInAnArticlesWorkIsThatArticlesFailure) {
    const std::size_t all = calls();
    std::size_t one_failed = 0;
    for (std::size_t call = 3; call < all; call += 11) {
        start_anew();
        const Answer answer = run(fmt::format("surprise@{}", call));
        EXPECT_GE(answer.exit_code, 0) << call << ": " << answer.output;
        EXPECT_THAT(answer.output, Not(HasSubstr("terminate"))) << call;
        if (answer.output.find("article 'Bài") == std::string::npos) continue;
        EXPECT_EQ(answer.exit_code, 1) << call << ": " << answer.output;
        EXPECT_EQ(paper.media().size(), 1u) << call << ": the other one is published";
        ++one_failed;
    }
    EXPECT_GT(one_failed, 2u) << "no article was hit";
}

TEST_F(Machine, AFullDiskIsExitCode3WhateverIsWritten) {
    const std::size_t all = calls();
    for (std::size_t call = 1; call < all; call += 17) {
        start_anew();
        const Answer answer = run(fmt::format("from@{}:ENOSPC", call));
        EXPECT_EQ(answer.exit_code, 3) << call << ": " << answer.output;
        EXPECT_THAT(answer.output, HasSubstr("No space left on device")) << call;
        EXPECT_THAT(answer.output, HasSubstr(paper.folder.path().string())) << call << ": which disk?";
    }
}

TEST_F(Machine, ACatalogThatTakesNothingIsTheMachinesFailureForALocalSourceToo) {
    filesystem::create_directories(paper.folder / "texts");
    core::write_file(paper.folder / "texts/bai.txt", "Một bài viết\n\nCó chữ.\n");
    take_from("files", "texts");
    ASSERT_EQ(run().exit_code, 0) << core::read_file(config);
    // Somebody holds the database: nothing can be written while a listing is recorded.
    core::write_file(paper.folder / "texts/hai.txt", "Bài thứ hai\n\nCó chữ.\n");
    const Answer answer =
        shell(fmt::format("sqlite3 '{}/catalog.db' 'CREATE TRIGGER full BEFORE INSERT ON articles BEGIN SELECT "
                          "RAISE(FAIL, \"the disk is full\"); END' && '{}' run '{}'",
                          paper.config.state_folder().string(), NEWSCAST_PROGRAM, config.string()));
    EXPECT_EQ(answer.exit_code, 3) << answer.output;
}

TEST_F(Machine, OutputThatNobodyTakesIsExitCode3InEveryCommand) {
    ASSERT_EQ(run().exit_code, 0);
    const std::string show = "'" + config.string() + "'";
    const std::string sound = "'" + (paper.folder / "mot.wav").string() + "'";
    paper.config.show_folder();
    core::write_file(paper.folder / "page.html", "<html><title>x</title><p>Text.</p></html>");
    const std::string media = "'" + (paper.config.show_folder() / "media" / paper.media().front()).string() + "'";
    for (const std::string& command :
         {"status " + show, "status --json " + show, "doctor " + show, "measure " + media, "measure --json " + media,
          "explain '" + (paper.folder / "page.html").string() + "'", std::string("--help"), std::string("--version"),
          std::string("help run"), std::string("version"), "run -v " + show, "run --dry-run " + show}) {
        const Answer answer = shell("('" + std::string(NEWSCAST_PROGRAM) + "' " + command + " 2>&1 >/dev/full)");
        EXPECT_EQ(answer.exit_code, 3) << command << ": " << answer.output;
        EXPECT_THAT(answer.output, HasSubstr("newscast: cannot write 'standard output': No space left")) << command;
    }
}

TEST_F(Machine, NormalizeToAFullDiskNamesTheFolder) {
    ASSERT_EQ(run().exit_code, 0);
    const std::string media = "'" + (paper.config.show_folder() / "media" / paper.media().front()).string() + "'";
    const std::string target = (paper.folder / "made.mp3").string();
    const Answer full = newscast("normalize " + media + " -o '" + target + "'", "NEWSCAST_FAULT=from@2:ENOSPC");
    EXPECT_EQ(full.exit_code, 3) << full.output;
    EXPECT_THAT(full.output, AllOf(HasSubstr("cannot write '" + target + "': "), HasSubstr("No space left")));
    const Answer missing = newscast("normalize '" + (paper.folder / "none.mp3").string() + "' -o '" + target + "'");
    EXPECT_EQ(missing.exit_code, 1) << missing.output;
}

TEST_F(Machine, ARunThatHasBeenAtWorkForHoursIsToldOf) {
    ASSERT_EQ(run().exit_code, 0);
    const filesystem::path lock = paper.config.state_folder() / "lock";
    EXPECT_THAT(core::read_file(lock), testing::MatchesRegex("[0-9]+ 20..-..-..T..:..:..Z?.*\n"));
    const auto told = [&](const std::string& since) {
        core::write_file(paper.folder / "said", fmt::format("4711 {}\n", since));
        return shell(fmt::format("(cp '{0}/said' '{1}'; exec 9<'{2}'; flock -n 9; '{3}' run '{4}')",
                                 paper.folder.path().string(), lock.string(), paper.config.state_folder().string(),
                                 NEWSCAST_PROGRAM, config.string()));
    };
    const Answer recent = told(core::format_iso8601(core::to_written(core::now() - std::chrono::hours(1), "UTC")));
    EXPECT_EQ(recent.exit_code, 0) << recent.output;
    EXPECT_EQ(recent.output, "");
    const Answer old = told("2020-01-02T03:04:05Z");
    EXPECT_EQ(old.exit_code, 1) << old.output;
    EXPECT_THAT(old.output, AllOf(HasSubstr("process 4711"), HasSubstr("2020-01-02T")));
}

TEST_F(Machine, AReadingThatDoesNotEndDoesNotOutliveASignal) {
    // A list on standard input that somebody else is still writing, and never ends.
    take_from("list", "-");
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const core::FileDescriptor reading(ends[0]);
    const core::FileDescriptor writing(ends[1]);
    const core::FileDescriptor before(::dup(STDIN_FILENO));
    ::dup2(reading.get(), STDIN_FILENO);
    Program program({"run", config.string()});
    ::dup2(before.get(), STDIN_FILENO);
    ASSERT_EQ(::write(writing.get(), "#\n", 2), 2);
    int waiting = 2;
    while (waiting > 0) ASSERT_EQ(::ioctl(reading.get(), FIONREAD, &waiting), 0);  // until it is being read
    ::kill(program.id(), SIGTERM);
    const Answer answer = program.wait();
    EXPECT_EQ(answer.exit_code, 1) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("interrupted by SIGTERM"), HasSubstr("did not end")));
}

}  // namespace
}  // namespace app
