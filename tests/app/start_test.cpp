// How a program is started is not its choice: the umask, the limit of files, the streams that are closed.

#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class Start : public testing::Test {
protected:
    Start() {
        for (const char* name : {"mot", "hai"}) paper.print({name, std::string("Bài ") + name});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.print_listing({"mot", "hai"});
        config = write_config(paper);
    }

    /// Runs the show after these words of a shell.
    Answer run_after(const std::string& words, const std::string& options = {}) const {
        return shell(fmt::format("({}; '{}' run {} '{}')", words, NEWSCAST_PROGRAM, options, config.string()));
    }
    static unsigned mode(const filesystem::path& path) {
        struct stat facts {};
        EXPECT_EQ(::lstat(path.c_str(), &facts), 0) << path;
        return facts.st_mode & 07777;
    }
    void start_anew() const {
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
    }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(Start, WhatIsPublishedIsForEverybodyWhateverTheUmaskIs) {
    for (const char* umask : {"077", "027", "000"}) {
        start_anew();
        ASSERT_EQ(run_after(fmt::format("umask {}", umask)).exit_code, 0);
        write_config(paper, "second");
        ASSERT_EQ(shell(fmt::format("(umask {}; '{}' run '{}')", umask, NEWSCAST_PROGRAM,
                                    (paper.folder / "second.toml").string()))
                      .exit_code,
                  0);
        EXPECT_EQ(mode(paper.folder / "out"), 0755u) << umask;
        EXPECT_TRUE(filesystem::exists(paper.folder / "out/shows.opml"));
        for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / "out"))
            EXPECT_EQ(mode(entry.path()), entry.is_directory() ? 0755u : 0644u) << umask << ": " << entry.path();
    }
    start_anew();
    ASSERT_EQ(run_after("umask 077").exit_code, 0);
    EXPECT_EQ(mode(paper.config.state_folder()), 0700u) << "the state is nobody else's";
    EXPECT_EQ(mode(paper.config.state_folder() / "catalog.db"), 0600u);
}

TEST_F(Start, TheModesOfTheOperatorsOwnFoldersStay) {
    ASSERT_EQ(run_after("true").exit_code, 0);
    const filesystem::path show = paper.config.show_folder();
    filesystem::permissions(show / "media", filesystem::perms{0750});
    filesystem::permissions(show, filesystem::perms{02770});
    filesystem::remove_all(show / "episodes");
    filesystem::remove(show / "media" / paper.media().front());
    const Answer answer = run_after("umask 077");
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_EQ(mode(show / "media"), 0750u);
    EXPECT_EQ(mode(show), 02770u);
    EXPECT_EQ(mode(show / "episodes"), 02755u) << "and a new one keeps the group's bit that it has from above";
    EXPECT_EQ(mode(show / "feed.xml"), 0644u);
    ASSERT_EQ(paper.media().size(), 2u);
    EXPECT_EQ(mode(show / "media" / paper.media().front()), 0644u);
}

TEST_F(Start, AFileThatPassesTheLimitIsTheMachinesFailureWithItsName) {
    // In units of 1024 bytes: what a feed needs, a database, a recording, a file in a worker.
    for (const int limit : {0, 1, 4, 16, 40, 64, 100, 128}) {
        start_anew();
        const Answer answer = run_after(fmt::format("ulimit -f {}", limit));
        if (answer.exit_code == 0) continue;
        EXPECT_EQ(answer.exit_code, 3) << limit << ": " << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr("File too large"), HasSubstr(paper.folder.path().string())))
            << limit;
        EXPECT_THAT(answer.output, testing::Not(HasSubstr("signal"))) << limit;
    }
    EXPECT_EQ(run_after("true").exit_code, 0);
}

TEST_F(Start, OutputThatIsClosedIsExitCode3InEveryCommandThatPrints) {
    ASSERT_EQ(run_after("true").exit_code, 0);
    const std::string show = "'" + config.string() + "'";
    const std::string media = "'" + (paper.config.show_folder() / "media" / paper.media().front()).string() + "'";
    core::write_file(paper.folder / "page.html", "<html><title>x</title><p>Text.</p></html>");
    const std::vector<std::string> commands{
        "status " + show,
        "status --json " + show,
        "doctor " + show,
        "measure " + media,
        "measure --json " + media,
        "explain '" + (paper.folder / "page.html").string() + "'",
        "--help",
        "--version",
        "status --help",
        "run -v " + show,
        "run --dry-run " + show,
        "normalize --explain " + media + " -o '" + (paper.folder / "made.mp3").string() + "'",
        "init " + paper.server.url("/") + " -o '" + (paper.folder / "made.toml").string() + "'",
        "serve --port 0 '" + (paper.folder / "out").string() + "'",
        "withdraw --config " + show + " 'Bài mot' --reason x",
        "restore --config " + show + " 'Bài mot'",
    };
    for (const char* closed : {">&-", ">/dev/full"}) {
        for (const std::string& command : commands) {
            filesystem::remove(paper.folder / "made.toml");
            filesystem::remove(paper.folder / "made.mp3");
            const Answer answer =
                shell("(timeout 60 '" + std::string(NEWSCAST_PROGRAM) + "' " + command + " 2>&1 " + closed + ")");
            EXPECT_EQ(answer.exit_code, 3) << command << " " << closed << ": " << answer.output;
            EXPECT_THAT(answer.output, HasSubstr("cannot write 'standard output'")) << command << " " << closed;
        }
    }
}

TEST_F(Start, ClosedStreamsAreNoFilesOfOurs) {
    const std::string closed = fmt::format("('{}' run -v '{}' <&- >&- 2>&-)", NEWSCAST_PROGRAM, config.string());
    EXPECT_EQ(shell(closed).exit_code, 3) << "what it had to say found no taker";
    const Answer quiet = shell(fmt::format("('{}' run '{}' <&- >&- 2>&-)", NEWSCAST_PROGRAM, config.string()));
    EXPECT_EQ(quiet.exit_code, 0) << "it has nothing to say";
    EXPECT_EQ(paper.media().size(), 2u);
    const Answer doctor = newscast("doctor '" + config.string() + "'");
    EXPECT_EQ(doctor.exit_code, 0) << doctor.output;
    // A list that nobody hands over is none, and not the file that happens to be open.
    std::string text = core::read_file(config);
    const std::size_t source = text.find("[[source]]");
    text.replace(source, text.find("\n[", source + 10) - source, "[[source]]\nkind = \"list\"\npath = \"-\"\n");
    core::write_file(config, text);
    const Answer list = shell(fmt::format("('{}' run '{}' <&-)", NEWSCAST_PROGRAM, config.string()));
    EXPECT_NE(list.exit_code, 0);
    EXPECT_THAT(list.output, HasSubstr("gives no article"));
}

}  // namespace
}  // namespace app
